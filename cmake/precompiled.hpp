// cmake/precompiled.hpp: headers that nearly every file includes and that never change, parsed once
// a build (target hotline_precompiled). Each file still includes what it uses: a build with
// -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON, and the header checks, hold that.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <tl/expected.hpp>
