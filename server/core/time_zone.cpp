#include "core/time_zone.hpp"

#include <unicode/timezone.h>
#include <unicode/unistr.h>

namespace rollcall {

bool is_time_zone(std::string_view name) {
    if (name == "UTC") return true;
    // ICU still knows names that IANA has given up, which a browser would not.
    if (name.find('/') == std::string_view::npos || name.starts_with("SystemV/") || name == "Etc/Unknown") return false;
    const auto given =
        icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
    icu::UnicodeString canonical;
    UBool is_listed = false;
    UErrorCode status = U_ZERO_ERROR;
    icu::TimeZone::getCanonicalID(given, canonical, is_listed, status);
    return U_SUCCESS(status) && is_listed;
}

}  // namespace rollcall
