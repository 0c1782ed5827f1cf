#include "contacts/merge/merge_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "contacts/contact_body.hpp"
#include "contacts/merge/contact_merge.hpp"

namespace rollcall::contacts {

namespace {

struct MergeTarget {
    ContactId into;
};
BOOST_DESCRIBE_STRUCT(MergeTarget, (), (into))

}  // namespace

http::Response handle_merge_contact(const api::Request& request, api::Services& services) {
    const auto contact = merge_contact(request.context(services), request.id<ContactId>(), request.expected_version(),
                                       request.body<MergeTarget>().into);
    return api::respond_ok(present_contact(contact, request.caller()));
}

}  // namespace rollcall::contacts
