#include "agents/agent_fields.hpp"

#include "core/changed_fields.hpp"
#include "core/field_check.hpp"
#include "core/text.hpp"

namespace rollcall::agents {

namespace {

void check_fields(Agent& agent, FieldCheck check = {}) {
    agent.name = check.name("name", agent.name);
    check_basic_fields(agent, check);
    check.finish();
}

template <class Field, class Input>
void apply(Field& field, const Change<Input>& change) {
    if (!change.is_present()) return;
    if constexpr (std::is_same_v<Field, Input>) {
        field = change.value().value_or(Input());
    } else {
        field = change.value();
    }
}

}  // namespace

// The only place that knows what each field may hold.
void check_basic_fields(Agent& agent, FieldCheck& check, const std::string& prefix) {
    agent.greeting = check.optional_text(prefix + "greeting", agent.greeting, longest_greeting);
    agent.prompt = check.optional_text(prefix + "prompt", agent.prompt, longest_prompt);
    agent.voice = check.optional_line(prefix + "voice", agent.voice);
    agent.language = check.optional_line(prefix + "language", agent.language);
    if (agent.language && !is_language_tag(*agent.language)) {
        check.fail(prefix + "language", "This is not a language tag. It should look like en or pt-BR.");
    }
}

Agent new_agent(const CreateAgent& input, Time now) {
    Agent agent;
    agent.id = AgentId::make(now);
    agent.company_id = input.company_id;
    agent.name = input.name;
    agent.greeting = input.greeting;
    agent.prompt = input.prompt;
    agent.voice = input.voice;
    agent.language = input.language;
    agent.created_at = now;
    agent.updated_at = now;
    check_fields(agent);
    return agent;
}

Agent changed_agent(const Agent& agent, const UpdateAgent& input, Time now) {
    auto changed = agent;
    apply(changed.company_id, input.company_id);
    apply(changed.name, input.name);
    apply(changed.greeting, input.greeting);
    apply(changed.prompt, input.prompt);
    apply(changed.voice, input.voice);
    apply(changed.language, input.language);
    changed.updated_at = now;
    FieldCheck check;
    if (input.with_calls.is_present() && !input.with_calls.value()) {
        check.fail("with_calls", "This must be true or false.");
    }
    check_fields(changed, std::move(check));
    return changed;
}

audit::Changes list_agent_changes(const Agent& before, const Agent& after) {
    audit::Changes changes(changed_fields({{"name", before.name != after.name},
                                           {"greeting", before.greeting != after.greeting},
                                           {"prompt", before.prompt != after.prompt}}));
    changes.add("voice", audit::text_or_null(before.voice), audit::text_or_null(after.voice));
    changes.add("language", audit::text_or_null(before.language), audit::text_or_null(after.language));
    return changes.add("company_id", audit::to_json(before.company_id.text()), audit::to_json(after.company_id.text()));
}

}  // namespace rollcall::agents
