#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace rollcall {

/// Checks the fields of one input and collects what is wrong with each, so that a person is told all at once.
///
///     FieldCheck check;
///     const auto name = check.name("name", input.name);
///     const auto email = check.email("email", input.email);
///     check.finish();
class FieldCheck {
public:
    /// One line of 1 to 200 characters (code points), trimmed.
    std::string name(const std::string& field, std::string_view text);
    /// One line of at most 200 characters, trimmed; nothing where that leaves nothing.
    std::optional<std::string> optional_line(const std::string& field, const std::optional<std::string>& text);
    /// Any text of at most `bytes`, as it is; nothing where it is empty.
    std::optional<std::string> optional_text(const std::string& field, const std::optional<std::string>& text,
                                             std::size_t bytes);
    /// An address that mail can be sent to, trimmed, case kept.
    std::string email(const std::string& field, std::string_view text);

    void fail(const std::string& field, std::string message);

    /// Throws Error::invalid with all that is wrong, or does nothing.
    void finish() const;

private:
    FieldErrors errors_;
};

}  // namespace rollcall
