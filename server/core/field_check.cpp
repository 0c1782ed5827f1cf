#include "core/field_check.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

#include "core/email.hpp"
#include "core/text.hpp"

namespace rollcall {

namespace {

// What is wrong with one line of text; empty when it is valid.
std::string find_line_problem(std::string_view line) {
    if (has_control_characters(line)) return "Line breaks and control characters are not allowed.";
    if (const auto control = find_direction_control(line)) {
        return fmt::format("Characters that change the direction of text are not allowed; remove U+{:04X}.",
                           static_cast<std::uint32_t>(*control));
    }
    if (!has_visible_character(line)) return "Enter some text.";
    const auto length = count_code_points(line);
    if (length > max_line_characters) {
        return fmt::format("This has {} characters; the limit is {}.", length, max_line_characters);
    }
    return {};
}

}  // namespace

std::string FieldCheck::name(const std::string& field, std::string_view text) {
    auto line = trim(text);
    if (line.empty()) fail(field, "This is required.");
    if (auto problem = find_line_problem(line); !problem.empty()) fail(field, std::move(problem));
    return line;
}

std::optional<std::string> FieldCheck::optional_line(const std::string& field, const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    auto line = trim(*text);
    if (line.empty()) return std::nullopt;
    if (auto problem = find_line_problem(line); !problem.empty()) fail(field, std::move(problem));
    return line;
}

std::optional<std::string> FieldCheck::optional_text(const std::string& field, const std::optional<std::string>& text,
                                                     std::size_t max_bytes) {
    if (!text || text->empty()) return std::nullopt;
    if (text->size() > max_bytes) {
        fail(field, fmt::format("This has {} kB; the limit is {} kB.", (text->size() + 999) / 1000, max_bytes / 1000));
    }
    return text;
}

std::string FieldCheck::email(const std::string& field, std::string_view text) {
    auto address = email_with_ascii_domain(trim(text));
    if (address.empty()) {
        fail(field, "This is required.");
    } else if (!is_email(address)) {
        fail(field, "Enter an email such as name@example.com.");
    }
    return address;
}

void FieldCheck::fail(const std::string& field, std::string message) { errors_.emplace(field, std::move(message)); }

void FieldCheck::finish() const {
    if (!errors_.empty()) throw Error::invalid(errors_);
}

}  // namespace rollcall
