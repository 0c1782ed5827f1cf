#pragma once

#include <string_view>

namespace rollcall {

/// Whether it is the name of a time zone in IANA's list, as ICU knows it, in its exact case: "Europe/Berlin", "UTC".
/// Offsets ("GMT+2") and abbreviations ("CET", "PST") are none: they know nothing of summer time, or are ambiguous.
bool is_time_zone(std::string_view name);

}  // namespace rollcall
