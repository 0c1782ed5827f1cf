#include "contacts/segments/segment_routes.hpp"

#include <boost/describe/class.hpp>
#include <boost/json/parse.hpp>
#include <map>

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "contacts/contact_body.hpp"
#include "contacts/list/contact_list_store.hpp"
#include "contacts/list/counting_query.hpp"
#include "contacts/segments/segment_changes.hpp"
#include "contacts/segments/segments.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(CreateSegment, (), (company_id, name, description, kind, filter))
BOOST_DESCRIBE_STRUCT(UpdateSegment, (), (name, description, filter))

namespace {

struct CountBody {
    std::int64_t contacts;
    bool exact;
};
BOOST_DESCRIBE_STRUCT(CountBody, (), (contacts, exact))

struct SegmentBody {
    SegmentId id;
    CompanyId company_id;
    std::string company_name;
    std::string name;
    std::optional<std::string> description;
    SegmentKind kind;
    std::optional<boost::json::object> filter;
    std::map<std::string, std::string> filter_problems;
    CountBody count;
    Time created_at;
    Time updated_at;
    std::vector<std::string_view> can;
    std::string etag;
};
BOOST_DESCRIBE_STRUCT(SegmentBody, (),
                      (id, company_id, company_name, name, description, kind, filter, filter_problems, count,
                       created_at, updated_at, can, etag))

// What is shown is in the caller's scope already.
SegmentBody present(const SegmentView& view, const access::Caller& caller) {
    using access::Action;
    const auto& segment = view.segment;
    return {
        .id = segment.id,
        .company_id = segment.company_id,
        .company_name = segment.company_name,
        .name = segment.name,
        .description = segment.description,
        .kind = segment.kind,
        .filter = segment.filter ? std::optional(boost::json::parse(*segment.filter).as_object()) : std::nullopt,
        .filter_problems = view.filter_problems,
        .count = {.contacts = view.count.contacts, .exact = view.count.is_exact},
        .created_at = segment.created_at,
        .updated_at = segment.updated_at,
        .can = api::list_allowed_actions(caller, access::rights_in_scope(caller),
                                         {{Action::update_segment, "update"}, {Action::delete_segment, "delete"}}),
        .etag = etag(segment.version),
    };
}

struct NamedContacts {
    std::vector<ContactId> contact_ids;
};
BOOST_DESCRIBE_STRUCT(NamedContacts, (), (contact_ids))

struct ContactsToAdd {
    std::optional<std::vector<ContactId>> contact_ids;
    std::optional<boost::json::object> filter;
};
BOOST_DESCRIBE_STRUCT(ContactsToAdd, (), (contact_ids, filter))

constexpr std::string_view filters[] = {"company_id", "kind"};

}  // namespace

http::Response handle_list_segments(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = segment_sorts, .default_sort = "name", .filters = filters});
    FieldCheck check;
    SegmentChoice choice{.company = {}, .kind = list.choice<SegmentKind>("kind", check)};
    check.finish();
    if (const auto company = list.filter("company_id")) choice.company = CompanyId(*company);
    const auto context = request.context(services);
    const auto page = get_segments(context, choice, list.page);
    return api::respond_ok(page, [&](const SegmentView& view) { return present(view, context.caller); });
}

http::Response handle_create_segment(const api::Request& request, api::Services& services) {
    const auto view = create_segment(request.context(services), request.body<CreateSegment>());
    return api::respond_created("/api/v1/segments/" + view.segment.id.text(), present(view, request.caller()));
}

http::Response handle_get_segment(const api::Request& request, api::Services& services) {
    const auto view = get_segment(request.context(services), request.id<SegmentId>(), read_counting(request));
    return api::respond_ok(present(view, request.caller()));
}

http::Response handle_update_segment(const api::Request& request, api::Services& services) {
    const auto view = update_segment(request.context(services), request.id<SegmentId>(), request.expected_version(),
                                     request.body<UpdateSegment>());
    return api::respond_ok(present(view, request.caller()));
}

http::Response handle_delete_segment(const api::Request& request, api::Services& services) {
    delete_segment(request.context(services), request.id<SegmentId>(), request.expected_version());
    return http::Response::no_content();
}

http::Response handle_list_segment_contacts(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = contact_sorts, .default_sort = "name"});
    const auto context = request.context(services);
    const auto page = get_segment_contacts(context, request.id<SegmentId>(), list.page);
    return api::respond_ok(page, [&](const Contact& contact) { return present_contact(contact, context.caller); });
}

http::Response handle_add_segment_contacts(const api::Request& request, api::Services& services) {
    const auto body = request.body<ContactsToAdd>();
    const auto context = request.context(services);
    const auto id = request.id<SegmentId>();
    if (body.contact_ids && body.filter) {
        throw Error::invalid("filter", "Name contacts or give a filter, not both.");
    }
    if (body.filter) return api::respond_ok(add_matching_contacts_to_segment(context, id, *body.filter));
    return api::respond_ok(add_contacts_to_segment(context, id, body.contact_ids.value_or(std::vector<ContactId>())));
}

http::Response handle_remove_segment_contacts(const api::Request& request, api::Services& services) {
    const auto body = request.body<NamedContacts>();
    return api::respond_ok(
        remove_contacts_from_segment(request.context(services), request.id<SegmentId>(), body.contact_ids));
}

}  // namespace rollcall::contacts
