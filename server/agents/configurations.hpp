#pragma once

#include "access/caller.hpp"
#include "agents/configuration_store.hpp"
#include "core/etag.hpp"
#include "database/database.hpp"

/// The full configuration of an agent: what is live, the draft that is worked on, and what was live before.
/// Seed: "Can use advanced editor".
namespace rollcall::agents {

/// What the advanced editor opens: the draft where there is one, else what is live.
struct EditedConfiguration {
    Configuration configuration;
    bool is_draft;
    std::int64_t live_number;  ///< of the version that is live
    Version version;           ///< of the agent, for the etag
};

/// Throws Error::not_found, Error permission_missing. Who may call: members with `use_advanced_editor` to whom the
/// agent is assigned; administrators.
EditedConfiguration get_configuration(database::Transaction& tx, const access::Caller& caller, const AgentId& id);

/// One version. Throws and may be called as above; Error::not_found for an unknown number too.
AgentVersion get_version(database::Transaction& tx, const access::Caller& caller, const AgentId& id,
                         std::int64_t number);

/// Keeps a draft; what is live stays so. A draft that is what is live already is none.
///
/// Throws Error::not_found, Error permission_missing, Error::changed_meanwhile, Error::invalid for a basic field that
/// cannot be. Who may call: members with `use_advanced_editor` and `edit_agents` to whom the agent is assigned;
/// administrators.
EditedConfiguration save_draft(database::Database& database, const Clock& clock, const access::Caller& caller,
                               const AgentId& id, const ExpectedVersion& expected, const Configuration& input);

/// Makes the draft the live configuration, as the next version. Throws and may be called as `save_draft`, and
/// throws Error::conflict where there is no draft.
EditedConfiguration publish_draft(database::Database& database, const Clock& clock, const access::Caller& caller,
                                  const AgentId& id, const ExpectedVersion& expected);

/// For a new agent: what it begins with is version 1.
void begin_configuration(database::Transaction& tx, const Agent& agent, const MemberId& creator, Time now);

/// For a change by the basic editor, which is live at once: the next version is the live one with that change, and a
/// draft takes it over too, so that publishing it later does not undo it.
void take_basic_changes(database::Transaction& tx, const Agent& before, const Agent& after, const MemberId& editor,
                        Time now);

}  // namespace rollcall::agents
