#include "connectors/platforms/analysis_fields.hpp"

#include <fmt/format.h>

namespace rollcall::connectors {

namespace {

constexpr std::size_t most_fields = 100;
constexpr std::size_t longest_name = 200;    // bytes
constexpr std::size_t longest_value = 1000;  // likewise

std::optional<std::string> text_of(Field value) {
    if (auto text = value.text()) return text;
    if (const auto boolean = value.boolean()) return *boolean ? "true" : "false";
    if (const auto number = value.number()) return fmt::format("{}", *number);
    return std::nullopt;
}

}  // namespace

void add_analysis_field(std::map<std::string, std::string>& fields, std::string_view name, Field value) {
    if (name.empty() || name.size() > longest_name || fields.size() >= most_fields) return;
    auto text = text_of(value);
    if (text && text->size() <= longest_value) fields.emplace(name, *std::move(text));
}

void add_analysis_fields(std::map<std::string, std::string>& fields, Field object) {
    for (const auto& [name, value] : object.members()) add_analysis_field(fields, name, Field(value));
}

}  // namespace rollcall::connectors
