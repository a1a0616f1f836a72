// sim/dispatch/first_receiver.hpp: who gets it first, leads.
#pragma once

namespace hotline::sim {

/// First receiver leads: where several agencies are responsible, the one that has received the
/// ticket first handles it, with the others' help, and may not send it back because they are
/// responsible as well. Other reasons to refuse remain.
/// Source: Beijing's regulation on handling complaints at once (接诉即办工作条例, 2021): the unit
/// that receives a matter first is responsible for it (首接负责制).
struct FirstReceiver {
  bool leads = false;  ///< whether the rule holds

  [[nodiscard]] bool may_refuse_as_overlapping() const { return !leads; }
};

}  // namespace hotline::sim
