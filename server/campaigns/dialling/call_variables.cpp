#include "campaigns/dialling/call_variables.hpp"

#include <boost/json/parse.hpp>
#include <string_view>

#include "contacts/list/contact_filter.hpp"

namespace rollcall::campaigns {

namespace {

std::string value_of(const contacts::Contact& contact, std::string_view source) {
    if (source == "name") return contact.name;
    if (source == "phone") return contact.phone.value_or("");
    if (source == "email") return contact.email.value_or("");
    if (source == "job_title") return contact.job_title.value_or("");
    if (source == "company") return contact.company_name;
    if (!source.starts_with(contacts::own_field_prefix)) return {};
    const auto field = contact.own_fields.find(std::string(source.substr(contacts::own_field_prefix.size())));
    return field == contact.own_fields.end() ? "" : field->second.text;
}

}  // namespace

std::map<std::string, std::string> compose_call_variables(const Campaign& campaign, const contacts::Contact& contact) {
    std::map<std::string, std::string> values;
    if (campaign.variables.empty()) return values;
    const auto variables = boost::json::parse(campaign.variables);
    for (const auto& [name, source] : variables.as_object())
        values.emplace(name, value_of(contact, source.as_string()));
    return values;
}

}  // namespace rollcall::campaigns
