#pragma once

// Included in front of each source file by server/CMakeLists.txt, precompiled: parsing these headers in each file was
// two thirds of the compiler's time. A file still includes what it uses.

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <boost/describe.hpp>
#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

// spdlog's log functions call this template, so each file that logs would compile fmt's whole formatter, which takes
// two seconds. It is compiled once, in precompiled.cpp.
extern template void fmt::detail::vformat_to<char>(fmt::detail::buffer<char>&, fmt::string_view, fmt::format_args,
                                                   fmt::detail::locale_ref);
