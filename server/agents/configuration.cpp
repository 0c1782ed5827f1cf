#include "agents/configuration.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <optional>

#include "agents/agent_fields.hpp"

namespace rollcall::agents {

namespace json = boost::json;

namespace {

using BasicField = std::optional<std::string> Agent::*;

// The basic fields are a view on the configuration: this is all of the mapping.
constexpr std::array<std::pair<std::string_view, BasicField>, 4> basic_fields{{
    {"greeting", &Agent::greeting},
    {"prompt", &Agent::prompt},
    {"voice", &Agent::voice},
    {"language", &Agent::language},
}};

std::optional<std::string> text_in(const json::object& content, std::string_view name, FieldCheck& check) {
    const auto* value = content.if_contains(name);
    if (value == nullptr || value->is_null()) return std::nullopt;
    if (const auto* text = value->if_string()) return std::string(text->data(), text->size());
    check.fail(fmt::format("configuration.{}", name), "This must be a text.");
    return std::nullopt;
}

}  // namespace

Configuration Configuration::from_text(std::string_view text) {
    return Configuration(json::parse({text.data(), text.size()}).as_object());
}

std::string Configuration::text() const { return json::serialize(content_); }

Configuration Configuration::with_changes(const Agent& before, const Agent& after) const {
    auto changed = *this;
    for (const auto& [name, field] : basic_fields) {
        if (before.*field == after.*field) continue;
        if (after.*field) {
            changed.content_[name] = *(after.*field);
        } else {
            changed.content_.erase(name);
        }
    }
    return changed;
}

Agent Configuration::apply_to(Agent agent, FieldCheck& check) const {
    for (const auto& [name, field] : basic_fields) agent.*field = text_in(content_, name, check);
    check_basic_fields(agent, check, "configuration.");
    return agent;
}

}  // namespace rollcall::agents
