#include "campaigns/campaigns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

#include "access/decision.hpp"
#include "accounts/account_store.hpp"
#include "agents/agent_store.hpp"
#include "audit/audit_store.hpp"
#include "calls/intake/external_id_store.hpp"
#include "campaigns/audience/audience_limits.hpp"
#include "campaigns/campaign_limits.hpp"
#include "campaigns/campaign_problems.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/call_variables.hpp"
#include "connectors/calling/phone_numbers.hpp"
#include "connectors/web/web_address.hpp"
#include "contacts/contact_store.hpp"
#include "core/changed_fields.hpp"
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

CampaignView view_campaign(Transaction& tx, const SealingKey& key, NamedCampaign campaign, Time now) {
    CampaignView view{.segments = list_campaign_segments(tx, campaign.id),
                      .counts = list_attempt_counts(tx, campaign.id),
                      .waiting = describe_waiting(tx, campaign, now),
                      .problems = can_go_on(campaign) ? list_campaign_problems(tx, key, campaign) : FieldErrors()};
    view.campaign = std::move(campaign);
    return view;
}

CampaignView view_stored_campaign(Transaction& tx, const CurrentCaller& caller, const SealingKey& key,
                                  const CampaignId& id, Time now) {
    return view_campaign(tx, key, require_campaign(tx, caller, Action::view_campaign, id, now), now);
}

/// The agent that is to call. One that is not in scope does not exist for the caller.
agents::Agent require_agent_to_call_with(Transaction& tx, const access::Caller& caller, Action action,
                                         const AgentId& id, Time now) {
    auto found = agents::find_agent(tx, caller, id, now);
    if (!found || !access::decide(caller, action, found->rights).is_allowed()) {
        throw Error::invalid("agent_id", "There is no such agent.");
    }
    return std::move(found->agent);
}

// What a campaign becomes by an input, but for the number to call from.

struct CampaignDraft {
    Campaign campaign;
    std::vector<CampaignSegment> segments;
    bool is_at_platform = false;  ///< the agent
};

std::vector<CampaignSegment> chosen_segments(Transaction& tx, const access::Caller& caller, const CompanyId& company,
                                             const std::vector<SegmentId>& ids, bool is_excluded, Time now,
                                             FieldCheck& check) {
    const auto* field = is_excluded ? "excluded_segment_ids" : "segment_ids";
    std::vector<CampaignSegment> segments;
    for (const auto& id : ids) {
        if (std::ranges::find(segments, id, &CampaignSegment::id) != segments.end()) continue;
        const auto found = contacts::find_segment(tx, caller, id, now);
        const bool is_visible = found && access::decide(caller, Action::view_segment, found->rights).is_allowed();
        if (!is_visible || found->segment.company_id != company) {
            check.fail(field, "There is no such segment in the company of the agent.");
            continue;
        }
        segments.push_back({.id = id, .name = found->segment.name, .is_excluded = is_excluded});
    }
    if (segments.size() > max_campaign_segments) {
        check.fail(field, fmt::format("There can be at most {}.", max_campaign_segments));
    }
    return segments;
}

void apply_segments(Transaction& tx, const access::Caller& caller, CampaignDraft& draft, const UpdateCampaign& input,
                    Time now, FieldCheck& check) {
    const auto apply = [&](const Change<std::vector<SegmentId>>& change, bool is_excluded) {
        if (!change.is_present()) return;
        std::erase_if(draft.segments, [&](const auto& segment) { return segment.is_excluded == is_excluded; });
        const auto chosen = chosen_segments(tx, caller, draft.campaign.company_id,
                                            change.value().value_or(std::vector<SegmentId>()), is_excluded, now, check);
        draft.segments.insert(draft.segments.end(), chosen.begin(), chosen.end());
        if (!is_excluded && chosen.empty()) {
            check.fail("segment_ids", "Choose a segment whose contacts are to be called.");
        }
    };
    apply(input.segment_ids, false);
    apply(input.excluded_segment_ids, true);
    for (const auto& segment : draft.segments) {
        if (std::ranges::count(draft.segments, segment.id, &CampaignSegment::id) > 1) {
            check.fail("excluded_segment_ids", "The contacts of a segment are called or excluded, not both.");
        }
    }
}

void apply_webhook(CampaignDraft& draft, const Change<std::string>& change, FieldCheck& check) {
    if (!change.is_present()) return;
    auto& url = draft.campaign.webhook_url;
    url = check.optional_line("webhook_url", change.value());
    if (!url) return;
    const auto address = connectors::parse_web_address(*url);
    if (draft.is_at_platform) {
        check.fail("webhook_url", "The agent is called through its platform. Leave this out.");
    } else if (!address || !address->is_web() || url->size() > max_webhook_url_bytes) {
        check.fail("webhook_url", "This is no web address. Use one such as https://calls.example.com/dial.");
    } else if (!address->user.empty()) {
        check.fail("webhook_url", "Leave out the user name and the password: requests are signed.");
    }
}

/// `draft.campaign` is what it is now, or what a new one begins with.
void apply_input(Transaction& tx, const access::Caller& caller, Action action, CampaignDraft& draft,
                 const UpdateCampaign& input, Time now) {
    FieldCheck check;
    auto& campaign = draft.campaign;
    if (input.agent_id.is_present()) {
        const auto agent =
            require_agent_to_call_with(tx, caller, action, input.agent_id.value().value_or(AgentId()), now);
        const bool is_of_another_company = campaign.company_id != agent.company_id;
        if (is_of_another_company && !input.segment_ids.is_present()) {
            check.fail("segment_ids", "The agent belongs to another company. Choose segments of that company.");
        }
        if (is_of_another_company) draft.segments.clear();
        campaign.company_id = agent.company_id;
        campaign.agent_id = agent.id;
    }
    draft.is_at_platform = !calls::list_external_ids(tx, campaign.agent_id).empty();
    if (draft.is_at_platform && !input.webhook_url.is_present()) campaign.webhook_url.reset();
    const auto account = accounts::get_account(tx);
    apply_campaign_input(campaign, input, account, contacts::list_own_fields(tx), now, check);
    apply_segments(tx, caller, draft, input, now, check);
    apply_webhook(draft, input.webhook_url, check);
    check.finish();
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

// Changes.

bool has_same_segments(const std::vector<CampaignSegment>& before, const std::vector<CampaignSegment>& after,
                       bool is_excluded) {
    const auto ids_of = [&](const std::vector<CampaignSegment>& segments) {
        std::vector<SegmentId> ids;
        for (const auto& segment : segments) {
            if (segment.is_excluded == is_excluded) ids.push_back(segment.id);
        }
        std::ranges::sort(ids);
        return ids;
    };
    return ids_of(before) == ids_of(after);
}

/// What can be changed in a draft only.
std::vector<std::string_view> list_fixed_changes(const CampaignDraft& from, const CampaignDraft& to) {
    const auto& before = from.campaign;
    const auto& after = to.campaign;
    return changed_fields({{"agent_id", before.agent_id != after.agent_id},
                           {"segment_ids", !has_same_segments(from.segments, to.segments, false)},
                           {"excluded_segment_ids", !has_same_segments(from.segments, to.segments, true)},
                           {"connection_id", before.connection_id != after.connection_id},
                           {"from_number_id", before.from_number_id != after.from_number_id},
                           {"webhook_url", before.webhook_url != after.webhook_url},
                           {"starts_at", before.starts_at != after.starts_at},
                           {"reached", before.reached != after.reached},
                           {"calls_abroad", before.calls_abroad != after.calls_abroad},
                           {"variables", before.variables != after.variables}});
}

std::vector<std::string_view> list_other_changes(const Campaign& before, const Campaign& after) {
    return changed_fields(
        {{"name", before.name != after.name},
         {"days", before.days != after.days},
         {"hours", before.hours_from != after.hours_from || before.hours_to != after.hours_to},
         {"calls_per_hour", before.calls_per_hour != after.calls_per_hour},
         {"at_once", before.at_once != after.at_once},
         {"attempts", before.attempts != after.attempts},
         {"retry_minutes", before.retry_minutes != after.retry_minutes},
         {"opt_out", before.opt_out_field != after.opt_out_field || before.opt_out_outcome != after.opt_out_outcome}});
}

void require_changeable(const Campaign& campaign) {
    if (campaign.state == CampaignState::completed) throw Error::conflict("This campaign is completed.");
    if (campaign.state == CampaignState::cancelled) throw Error::conflict("This campaign is cancelled.");
}

/// Its planned attempts are looked at again by the new hours.
void plan_again(Campaign& campaign, Time now) {
    if (campaign.state != CampaignState::active && campaign.state != CampaignState::scheduled &&
        campaign.state != CampaignState::paused) {
        return;
    }
    if (campaign.audience_state != AudienceState::complete) return;
    campaign.audience_state = AudienceState::in_progress;
    campaign.audience_position = position_of_planning_again;
    campaign.look_at.reset();
    campaign.not_before = campaign.not_before ? std::min(*campaign.not_before, now) : campaign.not_before;
}

template <class Change>
CampaignView change_state(const access::Context& context, const SealingKey& key, const CampaignId& id,
                          std::string_view audit_action, Change change) {
    return context.write([&](Transaction& tx, const CurrentCaller& caller) {
        const auto now = context.now();
        Campaign campaign = require_campaign(tx, caller, Action::update_campaign, id, now);
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
    campaign.look_at = campaign.audience_state == AudienceState::complete ? std::optional(now) : std::nullopt;
}

void require_no_problems(Transaction& tx, const SealingKey& key, const Campaign& campaign) {
    auto problems = list_campaign_problems(tx, key, campaign);
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
        apply_input(tx, caller, Action::create_campaigns, draft, change, now);
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
        apply_input(tx, caller, Action::update_campaign, after, input, now);
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
            throw Error::conflict(fmt::format("This campaign was launched, so this cannot be changed any more: {}.",
                                              fmt::join(fixed, ", ")));
        }
        auto changes = list_other_changes(before.campaign, after.campaign);
        const auto changes_hours = [](std::string_view field) { return field == "days" || field == "hours"; };
        if (std::ranges::any_of(changes, changes_hours)) plan_again(after.campaign, now);
        changes.insert(changes.end(), fixed.begin(), fixed.end());
        if (changes.empty()) return view_stored_campaign(tx, caller, services.key, id, now);
        update_campaign_row(tx, after.campaign);
        replace_campaign_segment_rows(tx, id, after.segments);
        audit::record(tx, now, caller, "campaign.updated", id.text(), changes);
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
        database::Page<CampaignView> views{.items = {},
                                           .next_cursor = std::move(page.next_cursor),
                                           .previous_cursor = std::move(page.previous_cursor),
                                           .total = page.total};
        for (auto& campaign : page.items) {
            views.items.push_back(view_campaign(tx, key, std::move(campaign), context.now()));
        }
        return views;
    });
}

CampaignView launch_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return change_state(context, key, id, "campaign.launched", [&](Transaction& tx, Campaign& campaign, Time now) {
        if (campaign.state != CampaignState::draft) throw Error::conflict("This campaign was launched already.");
        require_no_problems(tx, key, campaign);
        campaign.launched_at = now;
        campaign.audience_state = AudienceState::in_progress;
        begin(campaign, now);
    });
}

CampaignView pause_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return change_state(context, key, id, "campaign.paused", [](Transaction&, Campaign& campaign, Time) {
        if (!is_one_of(campaign.state, {CampaignState::scheduled, CampaignState::active})) {
            throw Error::conflict("This campaign makes no calls now, so it cannot be paused.");
        }
        campaign.state = CampaignState::paused;
        campaign.pause_reason = PauseReason::by_member;
        campaign.pause_detail.reset();
        campaign.look_at.reset();
    });
}

CampaignView resume_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return change_state(context, key, id, "campaign.resumed", [&](Transaction& tx, Campaign& campaign, Time now) {
        if (campaign.state != CampaignState::paused) throw Error::conflict("This campaign is not paused.");
        require_no_problems(tx, key, campaign);
        begin(campaign, now);
    });
}

CampaignView cancel_campaign(const access::Context& context, const SealingKey& key, const CampaignId& id) {
    return change_state(context, key, id, "campaign.cancelled", [](Transaction& tx, Campaign& campaign, Time now) {
        if (campaign.state == CampaignState::draft) {
            throw Error::conflict("This campaign was not launched. Delete it instead.");
        }
        require_changeable(campaign);
        campaign.state = CampaignState::cancelled;
        campaign.pause_reason.reset();
        campaign.pause_detail.reset();
        campaign.finished_at = now;
        campaign.look_at.reset();
        const auto skipped =
            skip_planned_attempt_rows(tx, campaign.id, SkipReason::cancelled, audience_chunk_contacts, now);
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
        if (campaign.connection_id || !calls::list_external_ids(tx, campaign.agent_id).empty()) {
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
