#pragma once

#include <string>
#include <string_view>

#include "agents/agent_store.hpp"
#include "core/field_check.hpp"

namespace rollcall::agents {

/// All that an agent is made of, as the text of one JSON object: `greeting`, `prompt`, `voice` and `language`, which
/// the basic editor shows, and whatever else its voice platform knows. The text is kept to the letter: numbers have
/// digits that no type of ours holds.
class Configuration {
public:
    Configuration() = default;

    /// The text must be one that `http::parse_json` accepts as an object.
    static Configuration from_text(std::string_view text);
    const std::string& text() const { return text_; }

    /// The same with those basic fields of `after` that differ from `before`; an empty one leaves the object.
    Configuration with_changes(const Agent& before, const Agent& after) const;

    /// The agent with the basic fields that stand here. Notes in `check`, by its path in `configuration`, what a basic
    /// field cannot be.
    Agent apply_to(Agent agent, FieldCheck& check) const;

    /// The order of fields and white space do not matter; the digits of a number do.
    bool operator==(const Configuration&) const;

private:
    std::string text_ = "{}";
};

}  // namespace rollcall::agents
