// tests/unit/core_audit/eventful_tickets.hpp: a run by hand in which everything befalls a ticket.
#pragma once

#include <vector>

#include "core/facts/fact.hpp"

namespace hotline::audit {

/// Six contacts on a web form: a ticket that is returned, arbitrated, paused, extended, escalated,
/// overdue, worked on by two agencies, interrupted, reopened and unfixable; one that is withdrawn;
/// one that is found to be a duplicate; a contact that joins a ticket, and one that asks about it.
[[nodiscard]] std::vector<Fact> eventful_tickets();

}  // namespace hotline::audit
