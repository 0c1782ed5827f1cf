#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Changes to the text of a JSON object that leave all the rest of it to the letter: numbers keep their digits, and
/// lines their spaces. The texts must be valid JSON.
namespace rollcall::agents {

/// The text of the first field's value.
std::string_view text_of_first_field(std::string_view object);

/// The same object with that value of a field; without the field where there is no value.
std::string with_field(std::string_view object, std::string_view name, const std::optional<std::string>& value);

/// The same JSON with a text in place of each number, so that numbers differ where their digits do.
std::string with_numbers_as_texts(std::string_view json);

}  // namespace rollcall::agents
