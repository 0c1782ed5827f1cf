#include "contacts/do_not_call/do_not_call_routes.hpp"

#include "api/access_json.hpp"
#include "api/respond.hpp"
#include "contacts/do_not_call/do_not_call_list.hpp"
#include "contacts/input_checks.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

BOOST_DESCRIBE_STRUCT(CreateDoNotCallEntry, (), (phone, company_id, reason))

namespace {

struct DoNotCallEntryBody {
    DoNotCallEntryId id;
    std::optional<CompanyId> company_id;
    std::optional<std::string> company_name;
    std::optional<std::string> phone;
    std::optional<std::string> phone_text;
    std::optional<std::string> reason;
    Time created_at;
    std::vector<std::string_view> can;
};
BOOST_DESCRIBE_STRUCT(DoNotCallEntryBody, (),
                      (id, company_id, company_name, phone, phone_text, reason, created_at, can))

// What is shown is in the caller's scope already.
DoNotCallEntryBody present(const DoNotCallEntry& entry, const access::Caller& caller) {
    const bool is_erased = erased_numbers::is_erased_form(entry.phone);
    const auto view = phone::view_phone_number(entry.phone, entry.company_country.value_or(""));
    return {.id = entry.id,
            .company_id = entry.company_id,
            .company_name = entry.company_name,
            .phone = is_erased ? std::nullopt : std::optional(entry.phone),
            .phone_text = is_erased ? std::nullopt : std::optional(view.text),
            .reason = entry.reason,
            .created_at = entry.created_at,
            .can = api::list_allowed_actions(caller, access::rights_in_scope(caller),
                                             {{access::Action::delete_do_not_call_entry, "delete"}})};
}

constexpr std::string_view filters[] = {"company_id", "phone"};

}  // namespace

http::Response handle_list_do_not_call_entries(const api::Request& request, api::Services& services) {
    const auto list = request.list({.sorts = do_not_call_sorts, .default_sort = "-created_at", .filters = filters});
    FieldCheck check;
    DoNotCallFilter filter{.phone = checked_phone(list.filter("phone"), "", check)};
    check.finish();
    if (filter.phone) filter.erased_phone = erased_numbers::erased_form(services.key, *filter.phone);
    if (const auto company = list.filter("company_id")) filter.company = CompanyId(*company);
    const auto context = request.context(services);
    const auto page = get_do_not_call_entries(context, filter, list.page);
    return api::respond_ok(page, [&](const DoNotCallEntry& entry) { return present(entry, context.caller); });
}

http::Response handle_create_do_not_call_entry(const api::Request& request, api::Services& services) {
    const auto entry = create_do_not_call_entry(request.context(services), request.body<CreateDoNotCallEntry>());
    auto response = api::respond_ok(present(entry, request.caller()));
    response.status = 201;
    return response;
}

http::Response handle_delete_do_not_call_entry(const api::Request& request, api::Services& services) {
    delete_do_not_call_entry(request.context(services), request.id<DoNotCallEntryId>());
    return http::Response::no_content();
}

}  // namespace rollcall::contacts
