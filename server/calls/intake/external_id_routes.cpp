#include "calls/intake/external_id_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "calls/intake/external_ids.hpp"

namespace rollcall::calls {

namespace {

struct ExternalIdsBody {
    std::vector<ExternalId> items;
};
BOOST_DESCRIBE_STRUCT(ExternalIdsBody, (), (items))

}  // namespace

http::Response handle_get_external_ids(const api::Request& request, api::Services& services) {
    return api::respond_ok(ExternalIdsBody{get_external_ids(request.context(services), request.id<AgentId>())});
}

http::Response handle_update_external_ids(const api::Request& request, api::Services& services) {
    const auto input = request.body<ExternalIdsBody>();
    return api::respond_ok(
        ExternalIdsBody{update_external_ids(request.context(services), request.id<AgentId>(), input.items)});
}

}  // namespace rollcall::calls
