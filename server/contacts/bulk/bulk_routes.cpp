#include "contacts/bulk/bulk_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/respond.hpp"
#include "contacts/bulk/bulk_changes.hpp"
#include "contacts/contact_body.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(BulkChange, (), (contact_ids, action, tag, segment_id))

http::Response handle_change_contacts_in_bulk(const api::Request& request, api::Services& services) {
    return api::respond_ok(change_contacts_in_bulk(request.context(services), request.body<BulkChange>()));
}

}  // namespace rollcall::contacts
