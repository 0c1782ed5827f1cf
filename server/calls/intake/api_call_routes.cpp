#include "calls/intake/api_call_routes.hpp"

#include <boost/describe/class.hpp>

#include "accounts/account_store.hpp"
#include "api/answer.hpp"
#include "calls/call_body.hpp"
#include "calls/intake/api_calls.hpp"
#include "calls/listing/scoped_calls.hpp"

namespace rollcall::calls {

BOOST_DESCRIBE_STRUCT(CreateTurn, (), (role, text, start_seconds, end_seconds))
BOOST_DESCRIBE_STRUCT(CreateCall, (),
                      (agent_id, started_at, ended_at, duration_seconds, status, direction, from_number, to_number,
                       summary, outcome, end_reason, transcript, cost_usd, recording_url))

http::Response create(const api::Request& request, api::Services& services) {
    const auto input = request.body<CreateCall>();
    const auto sent = request.header("idempotency-key");
    const auto key =
        sent ? std::optional(IdempotencyKey{std::string(*sent), std::string(request.bytes())}) : std::nullopt;
    const auto& caller = request.caller();
    const auto id = create_call(services.database, services.clock, caller, input, key);
    return services.database.read([&](database::Transaction& tx) {
        const auto call = get_call(tx, caller, id, services.clock.now());
        return api::created("/api/v1/calls/" + id.text(), present_call(call, caller, accounts::get(tx).rounding_rule));
    });
}

}  // namespace rollcall::calls
