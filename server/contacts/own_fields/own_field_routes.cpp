#include "contacts/own_fields/own_field_routes.hpp"

#include <boost/describe/class.hpp>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "contacts/own_fields/own_fields.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(CreateOwnField, (), (key, label, kind, choices))
BOOST_DESCRIBE_STRUCT(UpdateOwnField, (), (label, choices))

namespace {

struct OwnFieldBody {
    ContactFieldId id;
    std::string key;
    std::string label;
    OwnFieldKind kind;
    std::vector<std::string> choices;
    Time created_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(OwnFieldBody, (), (id, key, label, kind, choices, created_at, can, etag))

struct OwnFieldsBody {
    std::vector<OwnFieldBody> items;
};
BOOST_DESCRIBE_STRUCT(OwnFieldsBody, (), (items))

OwnFieldBody present(const OwnField& field, const access::Caller& caller) {
    using access::Action;
    return {.id = field.id,
            .key = field.key,
            .label = field.label,
            .kind = field.kind,
            .choices = field.choices,
            .created_at = field.created_at,
            .can = api::list_allowed_actions(
                caller, {}, {{Action::update_contact_field, "update"}, {Action::delete_contact_field, "delete"}}),
            .etag = etag(field.version)};
}

}  // namespace

http::Response handle_list_own_fields(const api::Request& request, api::Services& services) {
    const auto context = request.context(services);
    OwnFieldsBody body;
    for (const auto& field : get_own_fields(context)) body.items.push_back(present(field, context.caller));
    return api::respond_ok(body);
}

http::Response handle_create_own_field(const api::Request& request, api::Services& services) {
    const auto field = create_own_field(request.context(services), request.body<CreateOwnField>());
    auto response = api::respond_ok(present(field, request.caller()));
    response.status = 201;
    return response;
}

http::Response handle_update_own_field(const api::Request& request, api::Services& services) {
    const auto field = update_own_field(request.context(services), request.id<ContactFieldId>(),
                                        request.expected_version(), request.body<UpdateOwnField>());
    return api::respond_ok(present(field, request.caller()));
}

http::Response handle_delete_own_field(const api::Request& request, api::Services& services) {
    delete_own_field(request.context(services), request.id<ContactFieldId>(), request.expected_version());
    return http::Response::no_content();
}

}  // namespace rollcall::contacts
