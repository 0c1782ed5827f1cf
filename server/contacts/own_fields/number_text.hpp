#pragma once

#include <string>
#include <string_view>

/// Numbers as people and programs write them.
namespace rollcall::contacts {

/// "1.234,56" and "1,234.56" as "1234.56": where both signs are in a number, the last one is that of the decimals, and
/// the other separates thousands. Any other text stays as it is.
std::string without_thousands(const std::string& text);

/// Whether the point in "1.234" may be one of thousands, as in the files that programs separate by semicolons, since
/// their comma is that of decimals.
bool may_have_thousands(std::string_view text);

}  // namespace rollcall::contacts
