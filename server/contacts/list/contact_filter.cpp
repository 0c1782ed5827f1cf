#include "contacts/list/contact_filter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "contacts/contact_limits.hpp"
#include "contacts/input_checks.hpp"
#include "contacts/own_fields/own_field_values.hpp"
#include "core/enum_names.hpp"
#include "core/text.hpp"
#include "core/time_zone.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::contacts {

namespace {

constexpr std::string_view booleans[] = {"false", "true"};
constexpr std::string_view from_suffix = ".from";
constexpr std::string_view to_suffix = ".to";

std::optional<std::string> without_case(const std::optional<std::string>& text) {
    return text ? std::optional(fold_case(trim(*text))) : std::nullopt;
}

/// In the forms of platforms and programs too, since the contact of a call is looked for by the number of the call.
std::optional<std::string> checked_number(const std::optional<std::string>& text, const std::string& country,
                                          FieldCheck& check) {
    if (!text) return std::nullopt;
    auto numbers = erased_numbers::possible_numbers(trim(*text), country);
    return numbers.empty() ? checked_phone(text, country, check) : std::move(numbers.front());
}

/// The index of the value among these names.
template <class Names>
std::optional<std::size_t> checked_choice(const std::optional<std::string>& value, const std::string& name,
                                          const Names& names, FieldCheck& check) {
    if (!value) return std::nullopt;
    const auto found = std::ranges::find(names, std::string_view(*value));
    if (found != std::ranges::end(names)) return static_cast<std::size_t>(found - std::ranges::begin(names));
    check.fail(name, fmt::format("This must be one of {}.", fmt::join(names, ", ")));
    return std::nullopt;
}

/// A key of a field has no dots, so the ends of a range cannot be one.
OwnFieldFilter checked_own_field(const std::string& key, const OwnFieldQuestion& question,
                                 const std::vector<OwnField>& fields, FieldCheck& check) {
    const auto path = std::string(own_field_prefix) + key;
    const auto field = std::ranges::find(fields, key, &OwnField::key);
    if (field == fields.end()) {
        check.fail(path, "There is no such field. Administrators define it in Settings.");
        return {};
    }
    const auto read = [&](const std::optional<std::string>& text, std::string_view suffix) {
        const auto name = path + std::string(suffix);
        if (!text) return std::optional<std::string>();
        const auto value = parse_own_field_value(*field, *text, name, check);
        if (!value && trim(*text).empty()) check.fail(name, "Name a value, or leave this out.");
        return value ? std::optional(match_key(*value)) : std::nullopt;
    };
    const bool has_range = field->kind == OwnFieldKind::number || field->kind == OwnFieldKind::date;
    for (const auto& [text, suffix] : {std::pair(&question.from, from_suffix), {&question.to, to_suffix}}) {
        if (has_range || !*text) continue;
        check.fail(path + std::string(suffix), "Only numbers and dates have a range.");
        return {};
    }
    return {.field = field->id,
            .equal = read(question.equal, ""),
            .from = read(question.from, from_suffix),
            .to = read(question.to, to_suffix)};
}

}  // namespace

ContactFilterInput read_contact_filter(const api::ListRequest& list) {
    ContactFilterInput input{.search = list.filter("search"),
                             .company_id = list.filter("company_id"),
                             .phone = list.filter("phone"),
                             .email = list.filter("email"),
                             .job_title = list.filter("job_title"),
                             .time_zone = list.filter("time_zone"),
                             .tag = list.filter("tag"),
                             .do_not_call = list.filter("do_not_call"),
                             .consent = list.filter("consent"),
                             .segment_id = list.filter("segment_id"),
                             .own_fields = {}};
    for (const auto& [name, value] : list.filters) {
        if (!name.starts_with(own_field_prefix)) continue;
        const auto key = name.substr(own_field_prefix.size());
        if (key.ends_with(from_suffix)) {
            input.own_fields[key.substr(0, key.size() - from_suffix.size())].from = value;
        } else if (key.ends_with(to_suffix)) {
            input.own_fields[key.substr(0, key.size() - to_suffix.size())].to = value;
        } else {
            input.own_fields[key].equal = value;
        }
    }
    return input;
}

ContactFilter checked_contact_filter(const ContactFilterInput& input, const std::vector<OwnField>& fields,
                                     const std::string& country, FieldCheck& check) {
    ContactFilter filter{.search = input.search,
                         .phone = checked_number(input.phone, country, check),
                         .email = without_case(input.email),
                         .job_title = without_case(input.job_title),
                         .time_zone = input.time_zone,
                         .tag = without_case(input.tag)};
    if (filter.search && count_code_points(*filter.search) > max_search_characters) {
        check.fail("search", fmt::format("This must have at most {} characters.", max_search_characters));
    }
    if (input.company_id) filter.company = CompanyId(*input.company_id);
    if (input.segment_id) filter.segment = SegmentId(*input.segment_id);
    if (filter.time_zone && !is_time_zone(*filter.time_zone)) {
        check.fail("time_zone", "There is no such time zone. Use a name such as Europe/Berlin.");
    }
    if (const auto choice = checked_choice(input.do_not_call, "do_not_call", booleans, check)) {
        filter.do_not_call = *choice == 1;
    }
    if (const auto choice = checked_choice(input.consent, "consent", enum_names<ConsentState>, check)) {
        filter.consent = enum_values<ConsentState>[*choice];
    }
    for (const auto& [key, question] : input.own_fields) {
        filter.own_fields.push_back(checked_own_field(key, question, fields, check));
    }
    return filter;
}

}  // namespace rollcall::contacts
