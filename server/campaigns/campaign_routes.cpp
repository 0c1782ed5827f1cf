#include "campaigns/campaign_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "campaigns/audience/audience_counts.hpp"
#include "campaigns/campaign_body.hpp"
#include "campaigns/campaigns.hpp"
#include "contacts/list/counting_query.hpp"
#include "http/json/json_write.hpp"

namespace rollcall::campaigns {

BOOST_DESCRIBE_STRUCT(CreateCampaign, (),
                      (name, agent_id, segment_ids, excluded_segment_ids, connection_id, from_number_id, webhook_url,
                       starts_at, days, hours, calls_per_hour, at_once, attempts, retry_minutes, reached, calls_abroad,
                       variables, opt_out))
BOOST_DESCRIBE_STRUCT(UpdateCampaign, (),
                      (name, agent_id, segment_ids, excluded_segment_ids, connection_id, from_number_id, webhook_url,
                       starts_at, days, hours, calls_per_hour, at_once, attempts, retry_minutes, reached, calls_abroad,
                       variables, opt_out))

namespace {

struct NewCampaignBody : CampaignBody {
    http::Maybe<std::string> webhook_secret;
};
BOOST_DESCRIBE_STRUCT(NewCampaignBody, (CampaignBody), (webhook_secret))

struct SkippedBody {
    std::int64_t no_phone;
    std::int64_t do_not_call;
    std::int64_t no_consent;
    std::int64_t duplicate;
    std::int64_t limit;
    std::int64_t abroad;
    std::int64_t no_time_zone;
    std::int64_t hours;
    std::int64_t erased;
    std::int64_t not_callable;
};
BOOST_DESCRIBE_STRUCT(SkippedBody, (),
                      (no_phone, do_not_call, no_consent, duplicate, limit, abroad, no_time_zone, hours, erased,
                       not_callable))

struct AudienceCountsBody {
    std::int64_t callable;
    std::int64_t warned_no_consent;
    SkippedBody skipped;
    bool exact;
};
BOOST_DESCRIBE_STRUCT(AudienceCountsBody, (), (callable, warned_no_consent, skipped, exact))

AudienceCountsBody present(const AudienceCounts& counts) {
    const auto count_of = [&](SkipReason reason) {
        const auto found = counts.skipped.find(reason);
        return found != counts.skipped.end() ? found->second : 0;
    };
    return {.callable = counts.callable,
            .warned_no_consent = counts.warned_no_consent,
            .skipped = {.no_phone = count_of(SkipReason::no_phone),
                        .do_not_call = count_of(SkipReason::do_not_call),
                        .no_consent = count_of(SkipReason::no_consent),
                        .duplicate = count_of(SkipReason::duplicate),
                        .limit = count_of(SkipReason::limit),
                        .abroad = count_of(SkipReason::abroad),
                        .no_time_zone = count_of(SkipReason::no_time_zone),
                        .hours = count_of(SkipReason::hours),
                        .erased = count_of(SkipReason::erased),
                        .not_callable = counts.not_callable},
            .exact = counts.is_exact};
}

struct PreviewBody {
    std::map<std::string, std::string> variables;
};
BOOST_DESCRIBE_STRUCT(PreviewBody, (), (variables))

struct WebhookSecretBody {
    std::string webhook_secret;
};
BOOST_DESCRIBE_STRUCT(WebhookSecretBody, (), (webhook_secret))

constexpr std::string_view filters[] = {"company_id", "agent_id", "state"};
constexpr std::string_view contact_parameter[] = {"contact_id"};

CampaignServices services_of(const api::Services& services) {
    return {services.key, services.platform_client, services.webhook_hosts};
}

}  // namespace

http::Response handle_list_campaigns(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = campaign_sorts, .default_sort = "-created_at", .filters = filters});
    FieldCheck check;
    CampaignChoice choice{.company = {}, .agent = {}, .state = list.choice<CampaignState>("state", check)};
    check.finish();
    if (const auto company = list.filter("company_id")) choice.company = CompanyId(*company);
    if (const auto agent = list.filter("agent_id")) choice.agent = AgentId(*agent);
    const auto context = request.context(services);
    const auto page = get_campaigns(context, services.key, choice, list.page);
    return api::respond_ok(page, [&](const CampaignView& view) { return present_campaign(view, context.caller); });
}

http::Response handle_create_campaign(const api::Request& request, api::Services& services) {
    const auto [view, webhook_secret] =
        create_campaign(request.context(services), services_of(services), request.body<CreateCampaign>());
    const NewCampaignBody body{present_campaign(view, request.caller()), webhook_secret};
    return api::respond_created("/api/v1/campaigns/" + view.campaign.id.text(), body);
}

http::Response handle_get_campaign(const api::Request& request, api::Services& services) {
    const auto view = get_campaign(request.context(services), services.key, request.id<CampaignId>());
    return api::respond_ok(present_campaign(view, request.caller()));
}

http::Response handle_update_campaign(const api::Request& request, api::Services& services) {
    const auto view = update_campaign(request.context(services), services_of(services), request.id<CampaignId>(),
                                      request.expected_version(), request.body<UpdateCampaign>());
    services.wake_campaigns();
    return api::respond_ok(present_campaign(view, request.caller()));
}

http::Response handle_delete_campaign(const api::Request& request, api::Services& services) {
    delete_campaign(request.context(services), request.id<CampaignId>(), request.expected_version());
    return http::Response::no_content();
}

http::Response handle_count_campaign_audience(const api::Request& request, api::Services& services) {
    const auto counting = contacts::read_counting(request);
    return api::respond_ok(
        present(count_campaign_audience(request.context(services), services.key, request.id<CampaignId>(), counting)));
}

http::Response handle_preview_campaign(const api::Request& request, api::Services& services) {
    const auto list = request.list({.offers_sort = false, .filters = contact_parameter, .offers_paging = false});
    const auto contact = list.filter("contact_id");
    if (!contact) throw Error::invalid("contact_id", "This is required.");
    return api::respond_ok(
        PreviewBody{preview_campaign(request.context(services), request.id<CampaignId>(), ContactId(*contact))});
}

http::Response handle_renew_webhook_secret(const api::Request& request, api::Services& services) {
    return api::respond_ok(
        WebhookSecretBody{renew_webhook_secret(request.context(services), services.key, request.id<CampaignId>())});
}

namespace {

http::Response respond_changed(const CampaignView& view, const api::Request& request, api::Services& services) {
    services.wake_campaigns();
    return api::respond_ok(present_campaign(view, request.caller()));
}

}  // namespace

http::Response handle_launch_campaign(const api::Request& request, api::Services& services) {
    const auto view =
        launch_campaign(request.context(services), services.key, request.id<CampaignId>(), request.expected_version());
    return respond_changed(view, request, services);
}

http::Response handle_pause_campaign(const api::Request& request, api::Services& services) {
    const auto view = pause_campaign(request.context(services), services.key, request.id<CampaignId>());
    return respond_changed(view, request, services);
}

http::Response handle_resume_campaign(const api::Request& request, api::Services& services) {
    const auto view =
        resume_campaign(request.context(services), services.key, request.id<CampaignId>(), request.expected_version());
    return respond_changed(view, request, services);
}

http::Response handle_cancel_campaign(const api::Request& request, api::Services& services) {
    const auto view = cancel_campaign(request.context(services), services.key, request.id<CampaignId>());
    return respond_changed(view, request, services);
}

}  // namespace rollcall::campaigns
