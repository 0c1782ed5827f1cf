#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "core/limits.hpp"

namespace rollcall {

/// Checks the fields of one input and collects what is wrong with each, so that a person is told all at once.
///
///     FieldCheck check;
///     const auto name = check.name("name", input.name);
///     const auto email = check.email("email", input.email);
///     check.finish();
class FieldCheck {
public:
    /// One line of 1 to max_line_characters, trimmed, that can be seen and does not change the direction of other text.
    std::string name(const std::string& field, std::string_view text);
    /// The same; nothing when trimming leaves it empty.
    std::optional<std::string> optional_line(const std::string& field, const std::optional<std::string>& text);
    /// Any text of at most `max_bytes`, unchanged; nothing when it is empty.
    std::optional<std::string> optional_text(const std::string& field, const std::optional<std::string>& text,
                                             std::size_t max_bytes);
    /// An address that email can be sent to, trimmed, case kept, its domain in ASCII.
    std::string email(const std::string& field, std::string_view text);

    void fail(const std::string& field, std::string message);

    /// Throws Error::invalid with everything that is wrong, or does nothing.
    void finish() const;

private:
    FieldErrors errors_;
};

}  // namespace rollcall
