#include "calls/intake/api_call_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "calls/call_body.hpp"
#include "calls/intake/api_calls.hpp"
#include "calls/listing/scoped_calls.hpp"

namespace rollcall::calls {

BOOST_DESCRIBE_STRUCT(CreateApiCallTurn, (), (role, text, start_seconds, end_seconds))
BOOST_DESCRIBE_STRUCT(CreateApiCall, (),
                      (agent_id, started_at, ended_at, duration_seconds, status, direction, from_number, to_number,
                       summary, outcome, end_reason, transcript, cost_usd, recording_url, attempt_id, dial_outcome,
                       analysis))

http::Response handle_create_api_call(const api::Request& request, api::Services& services) {
    const auto input = request.repaired_body<CreateApiCall>();
    const auto sent = request.header("idempotency-key");
    const auto key =
        sent ? std::optional(IdempotencyKey{std::string(*sent), std::string(request.bytes())}) : std::nullopt;
    const auto context = request.context(services);
    const auto id = create_api_call(context, services.key, input, key, services.on_reported_call);
    return context.read([&](database::Transaction& tx) {
        const auto call = get_call(tx, context.caller, id, context.now(), access::Action::create_calls);
        return api::respond_created("/api/v1/calls/" + id.text(),
                                    present_call(call, context.caller, read_billing(tx, context.caller, call)));
    });
}

}  // namespace rollcall::calls
