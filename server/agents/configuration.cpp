#include "agents/configuration.hpp"

#include <fmt/format.h>

#include <array>
#include <boost/json/parse.hpp>
#include <optional>

#include "agents/agent_fields.hpp"
#include "agents/configuration_text.hpp"

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
    Configuration configuration;
    configuration.text_ = text;
    return configuration;
}

Configuration Configuration::with_changes(const Agent& before, const Agent& after) const {
    auto changed = *this;
    for (const auto& [name, field] : basic_fields) {
        if (before.*field != after.*field) changed.text_ = with_field(changed.text_, name, after.*field);
    }
    return changed;
}

bool Configuration::operator==(const Configuration& other) const {
    return text_ == other.text_ ||
           json::parse(with_numbers_as_texts(text_)) == json::parse(with_numbers_as_texts(other.text_));
}

Agent Configuration::apply_to(Agent agent, FieldCheck& check) const {
    const auto content = json::parse(text_).as_object();
    for (const auto& [name, field] : basic_fields) agent.*field = text_in(content, name, check);
    check_basic_fields(agent, check, "configuration.");
    return agent;
}

}  // namespace rollcall::agents
