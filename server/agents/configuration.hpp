#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "agents/agent_store.hpp"
#include "core/field_check.hpp"

namespace rollcall::agents {

/// All that an agent is made of, as one JSON object: `greeting`, `prompt`, `voice` and `language`, which the basic
/// editor shows, and whatever else its voice platform knows. The order of the fields is kept.
class Configuration {
public:
    Configuration() = default;
    explicit Configuration(boost::json::object content) : content_(std::move(content)) {}

    /// As the database keeps it.
    static Configuration from_text(std::string_view text);
    std::string text() const;

    const boost::json::object& content() const { return content_; }

    /// The same with those basic fields of `after` that differ from `before`; an empty one leaves the object.
    Configuration with_changes(const Agent& before, const Agent& after) const;

    /// The agent with the basic fields that stand here. Notes in `check`, by its path in `configuration`, what a basic
    /// field cannot be.
    Agent apply_to(Agent agent, FieldCheck& check) const;

    /// The order of fields does not matter.
    bool operator==(const Configuration&) const = default;

private:
    boost::json::object content_;
};

}  // namespace rollcall::agents
