#include "campaigns/campaigns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "access/decision.hpp"
#include "audit/audit_store.hpp"
#include "campaigns/audience/audience_limits.hpp"
#include "campaigns/audience/audience_position.hpp"
#include "campaigns/campaign_draft.hpp"
#include "campaigns/campaign_problems.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/call_distance.hpp"
#include "campaigns/dialling/call_orders.hpp"
#include "campaigns/dialling/call_variables.hpp"
#include "connectors/calling/phone_numbers.hpp"
#include "contacts/contact_store.hpp"
#include "core/error.hpp"
#include "core/random.hpp"

namespace rollcall::campaigns {

namespace {

using access::Action;
using access::CurrentCaller;
using database::Transaction;

bool can_go_on(const Campaign& campaign) {
    return campaign.state == CampaignState::draft || campaign.state == CampaignState::paused;
}

/// What all of them show is read in one round trip; what those are judged by that can go on, once.
std::vector<CampaignView> view_campaigns(Transaction& tx, const SealingKey& key, std::vector<NamedCampaign> campaigns,
                                         Time now) {
    struct Rows {
        decltype(list_campaign_segments_later(tx, {})) segments;
        decltype(list_attempt_counts_later(tx, {})) counts;
        WaitingRows waiting;
    };
    std::vector<Rows> rows;
    for (const auto& campaign : campaigns) {
        rows.push_back({list_campaign_segments_later(tx, campaign.id), list_attempt_counts_later(tx, campaign.id),
                        read_waiting_later(tx, campaign, now)});
    }
    std::vector<AgentId> agents;
    for (const auto& campaign : campaigns) {
        if (can_go_on(campaign)) agents.push_back(campaign.agent_id);
    }
    std::optional<ProblemRules> rules;
    if (!agents.empty()) rules = read_problem_rules(tx, agents);
    std::vector<CampaignView> views;
    for (std::size_t index = 0; index < campaigns.size(); ++index) {
        auto& campaign = campaigns[index];
        const auto counts = rows[index].counts.get();
        CampaignView view{.campaign = {},
                          .segments = rows[index].segments.get(),
                          .counts = {counts.begin(), counts.end()},
                          .waiting = describe_waiting(campaign, std::move(rows[index].waiting), now),
                          .problems = {}};
        if (can_go_on(campaign)) view.problems = list_campaign_problems(tx, key, campaign, view.segments, *rules);
        view.campaign = std::move(campaign);
        views.push_back(std::move(view));
    }
    return views;
}

CampaignView view_campaign(Transaction& tx, const SealingKey& key, NamedCampaign campaign, Time now) {
    std::vector<NamedCampaign> one;
    one.push_back(std::move(campaign));
    return std::move(view_campaigns(tx, key, std::move(one), now).front());
}

/// After a change, which an API token may make that may not read.
CampaignView view_stored_campaign(Transaction& tx, const CurrentCaller& caller, const SealingKey& key,
                                  const CampaignId& id, Time now) {
    return view_campaign(tx, key, require_campaign(tx, caller, Action::update_campaign, id, now), now);
}

/// The number to call from that the input names; nothing where it names none.
std::optional<connectors::PhoneNumber> find_chosen_number(const access::Context& context,
                                                          const CampaignServices& services, const AgentId& agent,
                                                          const UpdateCampaign& input) {
    const auto connection = input.connection_id.is_present() ? input.connection_id.value() : std::nullopt;
    const auto number = input.from_number_id.is_present() ? input.from_number_id.value() : std::nullopt;
    if (!connection && !number) return std::nullopt;
    if (!connection) throw Error::invalid("connection_id", "Say at which connection the number to call from is.");
    if (!number) throw Error::invalid("from_number_id", "Choose a number to call from.");
    return connectors::require_number_choice(context, services.key, services.platforms, agent, *connection, *number);
}

void apply_number(Campaign& campaign, const std::optional<connectors::PhoneNumber>& number) {
    campaign.connection_id = number ? std::optional(number->connection_id) : std::nullopt;
    campaign.from_number_id = number ? std::optional(number->id) : std::nullopt;
    campaign.from_number = number ? std::optional(number->number) : std::nullopt;
}

bool names_number(const UpdateCampaign& input) {
    return input.connection_id.is_present() || input.from_number_id.is_present();
}

void require_changeable(const Campaign& campaign) {
    if (campaign.state == CampaignState::completed) throw Error::conflict("This campaign is completed.");
    if (campaign.state == CampaignState::cancelled) throw Error::conflict("This campaign is cancelled.");
}

bool has_any_of(const std::vector<std::string_view>& fields, std::initializer_list<std::string_view> wanted) {
    return std::ranges::find_first_of(fields, wanted) != fields.end();
}

template <class Change>
CampaignView change_state(const access::Context& context, const SealingKey& key, const CampaignId& id,
                          const ExpectedVersion& expected, std::string_view audit_action, Change change) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        Campaign campaign = require_campaign(tx, caller, Action::update_campaign, id, now);
        expected.require(campaign.version);
        change(tx, campaign, now);
        campaign.updated_at = now;
        update_campaign_row(tx, campaign);
        audit::record(tx, now, caller, audit_action, id.text());
        return view_stored_campaign(tx, caller, key, id, now);
    });
}

bool is_one_of(CampaignState state, std::initializer_list<CampaignState> states) {
    return std::ranges::find(states, state) != states.end();
}

/// As it is launched or goes on.
void begin(Campaign& campaign, Time now) {
    const bool is_later = campaign.starts_at && *campaign.starts_at > now;
    campaign.state = is_later ? CampaignState::scheduled : CampaignState::active;
    campaign.pause_reason.reset();
    campaign.pause_detail.reset();
    campaign.look_at.reset();
    if (!is_later && campaign.audience_state == AudienceState::complete) campaign.look_at = now;
}

void require_no_problems(Transaction& tx, const SealingKey& key, const Campaign& campaign) {
    auto problems = list_campaign_problems(tx, key, campaign, list_campaign_segments(tx, campaign.id),
                                           read_problem_rules(tx, std::array{campaign.agent_id}));
    if (!problems.empty()) throw Error::invalid(std::move(problems));
}

}  // namespace

NamedCampaign require_campaign(Transaction& tx, const access::Caller& caller, Action action, const CampaignId& id,
                               Time now) {
    auto found = find_campaign(tx, caller, id, now);
    access::require(caller, action, found ? found->rights : access::Rights{});
    if (!found) throw Error::not_found();  // an administrator may, but there is no such campaign
    return std::move(found->campaign);
}

NewCampaign create_campaign(const access::Context& context, const CampaignServices& services,
                            const CreateCampaign& input) {
    const auto now = context.now();
    const auto change = change_of_new_campaign(input);
    const auto make = [&](Transaction& tx, const access::Caller& caller) {
        access::require(caller, Action::create_campaigns, access::rights_in_scope(caller));
        CampaignDraft draft;
        draft.campaign.id = CampaignId::make(now);
        draft.campaign.created_at = now;
        draft.campaign.updated_at = now;
        apply_draft_input(tx, caller, Action::create_campaigns, services.webhook_hosts, draft, change, now);
        return draft;
    };
    // All that is wrong is told before the platform is asked.
    context.read([&](Transaction& tx) { make(tx, access::get_current_caller(tx, context.caller)); });
    const auto number = find_chosen_number(context, services, input.agent_id, change);
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        auto draft = make(tx, caller);
        auto& campaign = draft.campaign;
        apply_number(campaign, number);
        NewCampaign result;
        if (!draft.is_at_platform) {
            result.webhook_secret = make_token();
            campaign.webhook_secret_sealed = services.key.seal(*result.webhook_secret);
        }
        insert_campaign_row(tx, campaign);
        replace_campaign_segment_rows(tx, campaign.id, draft.segments);
        audit::record(tx, now, caller, "campaign.created", campaign.id.text());
        result.view = view_stored_campaign(tx, caller, services.key, campaign.id, now);
        return result;
    });
}

CampaignView update_campaign(const access::Context& context, const CampaignServices& services, const CampaignId& id,
                             const ExpectedVersion& expected, const UpdateCampaign& input) {
    const auto now = context.now();
    const auto make = [&](Transaction& tx, const access::Caller& caller) {
        CampaignDraft before{.campaign = require_campaign(tx, caller, Action::update_campaign, id, now),
                             .segments = list_campaign_segments(tx, id)};
        expected.require(before.campaign.version);
        require_changeable(before.campaign);
        auto after = before;
        apply_draft_input(tx, caller, Action::update_campaign, services.webhook_hosts, after, input, now);
        after.campaign.updated_at = now;
        return std::pair(before, after);
    };
    const auto agent = context.read([&](Transaction& tx) {
        return make(tx, access::get_current_caller(tx, context.caller)).second.campaign.agent_id;
    });
    const auto number = find_chosen_number(context, services, agent, input);
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        auto [before, after] = make(tx, caller);
        const bool has_other_agent = before.campaign.agent_id != after.campaign.agent_id;
        if (names_number(input) || has_other_agent) apply_number(after.campaign, number);
        const auto fixed = list_fixed_changes(before, after);
        const bool is_draft = before.campaign.state == CampaignState::draft;
        if (!is_draft && !fixed.empty()) {
            throw Error::conflict(fmt::format("This campaign was launched, so this can no longer be changed: {}.",
                                              fmt::join(fixed, ", ")));
        }
        auto changes = list_other_changes(before.campaign, after.campaign);
        if (has_any_of(changes, {"days", "hours"})) replan_for_new_hours(after.campaign);
        if (has_any_of(changes, {"calls_per_hour", "at_once"})) apply_changed_limits(after.campaign, now);
        changes.insert(changes.end(), fixed.begin(), fixed.end());
        if (changes.empty()) return view_stored_campaign(tx, caller, services.key, id, now);
        update_campaign_row(tx, after.campaign);
        replace_campaign_segment_rows(tx, id, after.segments);
        audit::record(tx, now, caller, "campaign.updated", id.text(), make_audit_changes(before, after, changes));
        return view_stored_campaign(tx, caller, services.key, id, now);
    });
}

void delete_campaign(const access::Context& context, const CampaignId& id, const ExpectedVersion& expected) {
    context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto campaign = require_campaign(tx, caller, Action::delete_campaign, id, context.now());
        expected.require(campaign.version);
        if (is_one_of(campaign.state, {CampaignState::completed, CampaignState::cancelled})) {
            throw Error::conflict("This campaign is kept, since its calls belong to it.");
        }
        if (campaign.state != CampaignState::draft) {
            throw Error::conflict("This campaign was launched. Cancel it instead: it is kept, with its calls.");
        }
        delete_campaign_row(tx, id);
        audit::record(tx, context.now(), caller, "campaign.deleted", id.text());
    });
}

CampaignView get_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return context.read([&](Transaction& tx) {
        auto campaign = require_campaign(tx, context.caller, Action::view_campaign, id, context.now());
        return view_campaign(tx, key, std::move(campaign), context.now());
    });
}

database::Page<CampaignView> get_campaigns(const access::Context& context, const SealingKey& key,
                                           const CampaignChoice& choice, const database::PageRequest& request) {
    access::require(context.caller, Action::view_campaign, access::rights_in_scope(context.caller));
    return context.read([&](Transaction& tx) {
        auto page = list_campaigns(tx, context.caller, choice, request, context.now());
        return database::Page<CampaignView>{.items = view_campaigns(tx, key, std::move(page.items), context.now()),
                                            .next_cursor = std::move(page.next_cursor),
                                            .previous_cursor = std::move(page.previous_cursor),
                                            .total = page.total};
    });
}

CampaignView launch_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id,
                             const ExpectedVersion& expected) {
    return change_state(context, key, id, expected, "campaign.launched",
                        [&](Transaction& tx, Campaign& campaign, Time now) {
                            if (campaign.state != CampaignState::draft)
                                throw Error::conflict("This campaign was already launched.");
                            require_no_problems(tx, key, campaign);
                            campaign.launched_at = now;
                            campaign.audience_state = AudienceState::in_progress;
                            begin(campaign, now);
                        });
}

CampaignView pause_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return change_state(context, key, id, ExpectedVersion(std::nullopt), "campaign.paused",
                        [](Transaction&, Campaign& campaign, Time) {
                            if (!is_one_of(campaign.state, {CampaignState::scheduled, CampaignState::active})) {
                                throw Error::conflict("This campaign makes no calls now, so it cannot be paused.");
                            }
                            campaign.state = CampaignState::paused;
                            campaign.pause_reason = PauseReason::by_member;
                            campaign.pause_detail.reset();
                            campaign.look_at.reset();
                        });
}

CampaignView resume_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id,
                             const ExpectedVersion& expected) {
    return change_state(context, key, id, expected, "campaign.resumed",
                        [&](Transaction& tx, Campaign& campaign, Time now) {
                            if (campaign.state != CampaignState::paused)
                                throw Error::conflict("This campaign is not paused.");
                            require_no_problems(tx, key, campaign);
                            begin(campaign, now);
                        });
}

CampaignView cancel_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return change_state(context, key, id, ExpectedVersion(std::nullopt), "campaign.cancelled",
                        [](Transaction& tx, Campaign& campaign, Time now) {
                            if (campaign.state == CampaignState::draft) {
                                throw Error::conflict("This campaign was not launched. Delete it instead.");
                            }
                            require_changeable(campaign);
                            campaign.state = CampaignState::cancelled;
                            campaign.pause_reason.reset();
                            campaign.pause_detail.reset();
                            campaign.finished_at = now;
                            campaign.look_at.reset();
                            const auto skipped = skip_planned_attempt_rows(tx, campaign.id, SkipReason::cancelled,
                                                                           audience_chunk_contacts, now);
                            const bool has_more = skipped == audience_chunk_contacts;
                            campaign.audience_state = has_more ? AudienceState::in_progress : AudienceState::complete;
                            campaign.audience_position.reset();
                        });
}

std::string renew_webhook_secret(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        Campaign campaign = require_campaign(tx, caller, Action::update_campaign, id, now);
        require_changeable(campaign);
        if (campaign.connection_id || is_at_platform(tx, campaign.agent_id)) {
            throw Error::conflict("The agent is called through its platform, not by a webhook.");
        }
        auto secret = make_token();
        campaign.webhook_secret_sealed = key.seal(secret);
        campaign.updated_at = now;
        update_campaign_row(tx, campaign);
        audit::record(tx, now, caller, "campaign.webhook_secret_made", id.text());
        return secret;
    });
}

std::map<std::string, std::string> preview_campaign(const access::Context& context, const CampaignId& id,
                                                    const ContactId& contact) {
    return context.read([&](Transaction& tx) {
        const auto campaign = require_campaign(tx, context.caller, Action::view_campaign, id, context.now());
        const auto found = contacts::find_contact(tx, context.caller, contact, context.now());
        const bool is_visible =
            found && access::decide(context.caller, Action::view_contact, found->rights).is_allowed();
        if (!is_visible || found->contact.company_id != campaign.company_id) {
            throw Error::invalid("contact_id", "There is no such contact in the company of the campaign.");
        }
        return compose_call_variables(campaign, found->contact);
    });
}

}  // namespace rollcall::campaigns
