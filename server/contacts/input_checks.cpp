#include "contacts/input_checks.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "phone/phone_number.hpp"

namespace rollcall::contacts {

std::optional<std::string> checked_phone(const std::optional<std::string>& text, const std::string& country,
                                         FieldCheck& check) {
    if (!text || trim(*text).empty()) return std::nullopt;
    const auto read = phone::read_phone_number(*text, country);
    if (const auto* problem = std::get_if<phone::PhoneProblem>(&read)) {
        check.fail("phone", std::string(phone::describe(*problem)));
        return std::nullopt;
    }
    return std::get<phone::PhoneNumber>(read).e164;
}

companies::Company require_company_to_create_in(database::Transaction& tx, const access::CurrentCaller& caller,
                                                access::Action action, const CompanyId& id, Time now) {
    access::require(caller, action, access::rights_in_scope(caller));
    auto found = companies::find_company(tx, caller, id, now);
    if (!found || !access::decide(caller, action, found->rights).is_allowed()) {
        throw Error::invalid("company_id", "There is no such company.");
    }
    return std::move(found->company);
}

}  // namespace rollcall::contacts
