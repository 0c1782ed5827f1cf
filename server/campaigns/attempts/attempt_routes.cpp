#include "campaigns/attempts/attempt_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/csv_file.hpp"
#include "api/respond.hpp"
#include "campaigns/attempts/attempts.hpp"
#include "campaigns/campaign_body.hpp"
#include "campaigns/campaigns.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::campaigns {

namespace {

struct AttemptWaitBody {
    WaitReason reason;
    std::optional<std::string> time_zone;
};
BOOST_DESCRIBE_STRUCT(AttemptWaitBody, (), (reason, time_zone))

struct AttemptBody {
    AttemptId id;
    std::int64_t number;
    std::optional<NamedObjectBody> contact;
    std::optional<std::string> phone;
    std::optional<std::string> phone_text;
    AttemptState state;
    std::optional<std::string> reason;
    std::optional<calls::DialOutcome> outcome;
    std::optional<std::string> detail;
    std::optional<Time> due_at;
    std::optional<AttemptWaitBody> wait;
    std::optional<Time> claimed_at;
    std::optional<Time> ended_at;
    std::optional<CallId> call_id;
    std::vector<std::string_view> can;
};
BOOST_DESCRIBE_STRUCT(AttemptBody, (),
                      (id, number, contact, phone, phone_text, state, reason, outcome, detail, due_at, wait, claimed_at,
                       ended_at, call_id, can))

constexpr std::string_view filters[] = {"state", "contact_id"};

std::optional<std::string> present_reason(const Attempt& attempt, const access::Caller& caller) {
    auto reason = attempt.reason;
    if (!reason || !reason->ends_with(beyond_company)) return reason;
    if (!caller.is_administrator()) return std::string(not_callable);
    reason->resize(reason->size() - beyond_company.size());
    return reason;
}

/// Members are not told what rests on calls of other companies.
std::optional<AttemptWaitBody> present_wait(const Attempt& attempt, const access::Caller& caller) {
    if (attempt.state != AttemptState::planned || !attempt.wait_reason) return std::nullopt;
    const auto reason = *attempt.wait_reason;
    const bool may_be_beyond_company = reason == WaitReason::limit || reason == WaitReason::number_busy;
    if (may_be_beyond_company && !caller.is_administrator()) return std::nullopt;
    return AttemptWaitBody{reason, attempt.wait_time_zone};
}

/// Whether what the platform said may be of the account. Why a call ended is of that call, and its page tells it too.
bool may_be_of_account(const Attempt& attempt) {
    return attempt.state != AttemptState::done && attempt.state != AttemptState::failed;
}

std::optional<std::string> present_detail(const Attempt& attempt, const access::Caller& caller) {
    return may_be_of_account(attempt) && !caller.is_administrator() ? std::nullopt : attempt.detail;
}

AttemptBody present_attempt(const NamedCampaign& campaign, const ListedAttempt& attempt, const access::Caller& caller) {
    const auto rights = access::rights_in_scope(caller);
    const bool may_retry = access::decide(caller, access::Action::update_campaign, rights).is_allowed() &&
                           can_be_retried(campaign, attempt);
    AttemptBody body{.id = attempt.id,
                     .number = attempt.number,
                     .contact = {},
                     .phone = attempt.phone,
                     .phone_text = {},
                     .state = attempt.state,
                     .reason = present_reason(attempt, caller),
                     .outcome = attempt.outcome,
                     .detail = present_detail(attempt, caller),
                     .due_at = attempt.due_at,
                     .wait = present_wait(attempt, caller),
                     .claimed_at = attempt.claimed_at,
                     .ended_at = attempt.ended_at,
                     .call_id = attempt.visible_call_id,
                     .can = {}};
    if (attempt.phone) {
        body.phone_text = phone::view_phone_number(*attempt.phone, campaign.company_country.value_or("")).text;
    }
    if (attempt.contact_name) body.contact = NamedObjectBody{attempt.contact_id.text(), *attempt.contact_name};
    if (may_retry) body.can.push_back("retry");
    return body;
}

AttemptChoice read_choice(const api::ListRequest& list) {
    FieldCheck check;
    AttemptChoice choice{.state = list.choice<AttemptState>("state", check), .contact = {}};
    check.finish();
    if (const auto contact = list.filter("contact_id")) choice.contact = ContactId(*contact);
    return choice;
}

std::string text_of(const std::optional<Time>& time) { return time ? to_rfc3339(*time) : std::string(); }

api::CsvColumns<AttemptBody> csv_columns() {
    return {
        {"id", [](const AttemptBody& attempt) { return attempt.id.text(); }},
        {"contact_id",
         [](const AttemptBody& attempt) { return attempt.contact ? attempt.contact->id : std::string(); }},
        {"contact", [](const AttemptBody& attempt) { return attempt.contact ? attempt.contact->name : std::string(); }},
        {"phone", [](const AttemptBody& attempt) { return attempt.phone.value_or(""); }},
        {"number", [](const AttemptBody& attempt) { return std::to_string(attempt.number); }},
        {"state", [](const AttemptBody& attempt) { return std::string(enum_name(attempt.state)); }},
        {"reason", [](const AttemptBody& attempt) { return attempt.reason.value_or(""); }},
        {"outcome",
         [](const AttemptBody& attempt) {
             return attempt.outcome ? std::string(enum_name(*attempt.outcome)) : std::string();
         }},
        {"detail", [](const AttemptBody& attempt) { return attempt.detail.value_or(""); }},
        {"due_at", [](const AttemptBody& attempt) { return text_of(attempt.due_at); }},
        {"claimed_at", [](const AttemptBody& attempt) { return text_of(attempt.claimed_at); }},
        {"ended_at", [](const AttemptBody& attempt) { return text_of(attempt.ended_at); }},
        {"call_id",
         [](const AttemptBody& attempt) { return attempt.call_id ? attempt.call_id->text() : std::string(); }},
    };
}

database::Page<AttemptBody> read_csv_page(const access::Context& context, const CampaignId& id,
                                          const AttemptChoice& choice, const database::PageRequest& request) {
    const auto [campaign, page] = get_attempts(context, id, choice, request);
    database::Page<AttemptBody> bodies{.next_cursor = page.next_cursor, .previous_cursor = page.previous_cursor};
    for (const auto& attempt : page.items) bodies.items.push_back(present_attempt(campaign, attempt, context.caller));
    return bodies;
}

}  // namespace

http::Response handle_list_attempts(const api::Request& request, api::Services& services) {
    const auto list =
        request.list({.sorts = attempt_sorts, .default_sort = "-changed_at", .offers_sort = false, .filters = filters});
    const auto choice = read_choice(list);
    const auto context = request.context(services);
    const auto [campaign, page] = get_attempts(context, request.id<CampaignId>(), choice, list.page);
    return api::respond_ok(page, [&campaign = campaign, &context](const ListedAttempt& attempt) {
        return present_attempt(campaign, attempt, context.caller);
    });
}

http::Response handle_export_attempts(const api::Request& request, api::Services& services) {
    // In this order none is left out that changes while the file is sent.
    const auto list = request.list({.sorts = attempt_sorts,
                                    .default_sort = "changed_at",
                                    .offers_sort = false,
                                    .filters = filters,
                                    .offers_paging = false});
    const auto context = request.context(services);
    const auto id = request.id<CampaignId>();
    const auto choice = read_choice(list);
    const auto require = [id](const access::Context& current) {
        current.read([&](database::Transaction& tx) {
            (void)require_campaign(tx, current.caller, access::Action::view_campaign, id, current.now());
        });
    };
    const auto read_page = [id, choice](const access::Context& current, const database::PageRequest& page) {
        return read_csv_page(current, id, choice, page);
    };
    return api::respond_csv(api::CsvExport<AttemptBody>{.name = "campaign-calls.csv",
                                                        .columns = csv_columns(),
                                                        .context = context,
                                                        .require = require,
                                                        .read = read_page},
                            list.page);
}

http::Response handle_retry_attempt(const api::Request& request, api::Services& services) {
    const auto id = request.id<CampaignId>();
    const auto [campaign, attempt] = retry_attempt(request.context(services), id, request.id<AttemptId>("attempt"));
    services.wake_campaigns();
    return api::respond_created("/api/v1/campaigns/" + id.text() + "/attempts?contact_id=" + attempt.contact_id.text(),
                                present_attempt(campaign, attempt, request.caller()));
}

}  // namespace rollcall::campaigns
