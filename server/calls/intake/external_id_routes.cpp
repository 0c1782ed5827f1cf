#include "calls/intake/external_id_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "calls/intake/external_ids.hpp"

namespace rollcall::calls {

namespace {

struct ExternalIdsInput {
    std::vector<ExternalId> items;
};
BOOST_DESCRIBE_STRUCT(ExternalIdsInput, (), (items))

struct ExternalIdsBody {
    std::vector<ExternalId> items;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(ExternalIdsBody, (), (items, etag))

ExternalIdsBody present(std::vector<ExternalId> ids) {
    auto tag = etag(version_of(ids));
    return {.items = std::move(ids), .etag = std::move(tag)};
}

}  // namespace

http::Response handle_get_external_ids(const api::Request& request, api::Services& services) {
    return api::respond_ok(present(get_external_ids(request.context(services), request.id<AgentId>())));
}

http::Response handle_update_external_ids(const api::Request& request, api::Services& services) {
    const auto input = request.body<ExternalIdsInput>();
    return api::respond_ok(present(update_external_ids(request.context(services), request.id<AgentId>(),
                                                       request.expected_version(), input.items)));
}

}  // namespace rollcall::calls
