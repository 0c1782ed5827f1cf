#include "connectors/deliveries/delivery_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "connectors/deliveries/deliveries.hpp"
#include "connectors/ingest/webhook_context.hpp"
#include "connectors/recording_copies/recording_copier.hpp"

namespace rollcall::connectors {

namespace {

struct DeliveryBody {
    DeliveryId id;
    Time received_at;
    DeliveryState state;
    std::optional<std::string> kind;
    std::optional<std::string> problem;
    std::optional<CallId> call_id;
    std::vector<std::string_view> can;
};
BOOST_DESCRIBE_STRUCT(DeliveryBody, (), (id, received_at, state, kind, problem, call_id, can))

struct DeliveriesBody {
    std::vector<DeliveryBody> items;
};
BOOST_DESCRIBE_STRUCT(DeliveriesBody, (), (items))

struct DeliveryContentBody : DeliveryBody {
    std::optional<std::string> payload;
    bool is_cut;
};
BOOST_DESCRIBE_STRUCT(DeliveryContentBody, (DeliveryBody), (payload, is_cut))

DeliveryBody present(const Delivery& delivery, const access::Caller& caller) {
    DeliveryBody body{
        delivery.id, delivery.received_at, delivery.state, delivery.kind, delivery.problem, delivery.call_id, {}};
    if (delivery.is_about_call()) {
        body.can = api::list_allowed_actions(caller, access::Rights{}, {{access::Action::replay_delivery, "replay"}});
    }
    return body;
}

constexpr std::string_view problems_filter[] = {"problems"};
constexpr std::string_view flag_values[] = {"false", "true"};

bool read_only_problems(const api::Request& request) {
    const auto list = request.list({.offers_sort = false, .filters = problems_filter, .offers_paging = false});
    FieldCheck check;
    const auto choice = list.choice("problems", flag_values, check);
    check.finish();
    return choice == 1U;
}

DeliveryId delivery_id(const api::Request& request) { return request.id<DeliveryId>("delivery"); }

}  // namespace

http::Response handle_list_deliveries(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    DeliveriesBody body;
    for (const auto& delivery : list_deliveries(context, request.id<ConnectionId>(), read_only_problems(request))) {
        body.items.push_back(present(delivery, context.caller));
    }
    return api::respond_ok(body);
}

http::Response handle_get_delivery(const api::Request& request, api::Services& services) {
    auto content = get_delivery(request.context(services), request.id<ConnectionId>(), delivery_id(request));
    return api::respond_ok(
        DeliveryContentBody{present(content.delivery, request.caller()), std::move(content.payload), content.is_cut});
}

http::Response handle_replay_delivery(const api::Request& request, api::Services& services) {
    const auto delivery = replay_delivery(request.context(services), webhook_context_of(request, services),
                                          request.id<ConnectionId>(), delivery_id(request));
    services.recordings.wake();
    return api::respond_ok(present(delivery, request.caller()));
}

http::Response handle_send_test_event(const api::Request& request, api::Services& services) {
    const auto delivery =
        send_test_event(request.context(services), webhook_context_of(request, services), request.id<ConnectionId>());
    return api::respond_ok(present(delivery, request.caller()));
}

}  // namespace rollcall::connectors
