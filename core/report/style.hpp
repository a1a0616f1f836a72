// core/report/style.hpp: how the page looks, on a screen by day and by night, and on paper.
#pragma once

#include <string_view>

namespace hotline::report {

[[nodiscard]] std::string_view style_sheet();

}  // namespace hotline::report
