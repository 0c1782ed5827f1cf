#pragma once

#include "access/context.hpp"
#include "agents/configuration_store.hpp"
#include "core/etag.hpp"

/// The full configuration of an agent: what is live, the draft that is worked on, and what was live before.
/// (M14).
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
EditedConfiguration get_configuration(const access::Context& context, const AgentId& id);

/// One version. Throws and may be called as above; Error::not_found for an unknown number too.
AgentVersion get_version(const access::Context& context, const AgentId& id, std::int64_t number);

/// All versions, newest first. Throws and may be called as `get_configuration`.
database::Page<VersionSummary> get_versions(const access::Context& context, const AgentId& id,
                                            const database::PageRequest& request);

/// Keeps a draft; what is live stays so. A draft that is what is live already is none.
///
/// Throws Error::not_found, Error permission_missing, Error::changed_meanwhile, Error::invalid for a basic field that
/// cannot be. Who may call: members with `use_advanced_editor` and `edit_agents` to whom the agent is assigned;
/// administrators.
EditedConfiguration save_draft(const access::Context& context, const AgentId& id, const ExpectedVersion& expected,
                               const Configuration& input);

/// Makes the draft the live configuration, as the next version. Throws and may be called as `save_draft`, and
/// throws Error::conflict where there is no draft.
EditedConfiguration publish_draft(const access::Context& context, const AgentId& id, const ExpectedVersion& expected);

/// For a new agent: its first configuration is version 1.
void insert_first_version(database::Transaction& tx, const Agent& agent, const access::CurrentCaller& caller, Time now);

/// For a change by the basic editor, which is live at once: the next version is the live one with that change, and a
/// draft gets it too, so that publishing it later does not undo it.
void publish_basic_changes(database::Transaction& tx, const Agent& before, const Agent& after,
                           const access::CurrentCaller& caller, Time now);

}  // namespace rollcall::agents
