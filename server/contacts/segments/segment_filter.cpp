#include "contacts/segments/segment_filter.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string_view>
#include <utility>

#include "access/decision.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::contacts {

namespace {

namespace json = boost::json;

constexpr std::string_view whole_path = "filter";

std::string path_of(std::string_view name) { return std::string(whole_path) + "." + std::string(name); }

/// Nothing, and noted, where it is no text.
std::optional<std::string> read_text(const json::value& value, const std::string& path, FieldCheck& check) {
    if (value.is_null()) return std::nullopt;
    if (const auto* text = value.if_string()) return std::string(*text);
    check.fail(path, "This must be a text.");
    return std::nullopt;
}

/// As the query of a list would have it: "12.5", "true".
std::optional<std::string> read_value(const json::value& value, const std::string& path, FieldCheck& check) {
    if (value.is_null()) return std::nullopt;
    if (const auto* text = value.if_string()) return std::string(*text);
    if (value.is_bool() || value.is_number()) return json::serialize(value);
    check.fail(path, "This must be a text, a number, true or false.");
    return std::nullopt;
}

OwnFieldQuestion read_question(const json::value& value, const std::string& path, FieldCheck& check) {
    const auto* range = value.if_object();
    if (!range) return {.equal = read_value(value, path, check), .from = {}, .to = {}};
    OwnFieldQuestion question;
    for (const auto& [name, end] : *range) {
        const auto end_path = path + "." + std::string(name);
        if (name == "from") {
            question.from = read_value(end, end_path, check);
        } else if (name == "to") {
            question.to = read_value(end, end_path, check);
        } else {
            check.fail(end_path, "A range has from and to, and nothing else.");
        }
    }
    return question;
}

std::map<std::string, OwnFieldQuestion> read_own_fields(const json::value& value, FieldCheck& check) {
    std::map<std::string, OwnFieldQuestion> questions;
    const auto* fields = value.if_object();
    if (!fields && !value.is_null()) check.fail(path_of("fields"), "This must be an object.");
    if (!fields) return questions;
    for (const auto& [key, field] : *fields) {
        const auto question = read_question(field, path_of("fields") + "." + std::string(key), check);
        if (question.equal || question.from || question.to) questions.emplace(key, question);
    }
    return questions;
}

void read_do_not_call(const json::value& value, ContactFilterInput& input, FieldCheck& check) {
    if (value.is_null()) return;
    if (const auto* is_set = value.if_bool()) {
        input.do_not_call = *is_set ? "true" : "false";
    } else {
        check.fail(path_of("do_not_call"), "This must be true or false.");
    }
}

ContactFilterInput read_input(const json::object& filter, FieldCheck& check) {
    ContactFilterInput input;
    const std::map<std::string_view, std::optional<std::string>*> texts = {
        {"search", &input.search},       {"email", &input.email}, {"job_title", &input.job_title},
        {"time_zone", &input.time_zone}, {"tag", &input.tag},     {"consent", &input.consent}};
    for (const auto& [name, value] : filter) {
        if (const auto text = texts.find(name); text != texts.end()) {
            *text->second = read_text(value, path_of(name), check);
        } else if (name == "do_not_call") {
            read_do_not_call(value, input, check);
        } else if (name == "fields") {
            input.own_fields = read_own_fields(value, check);
        } else {
            check.fail(path_of(name), "There is no such filter.");
        }
    }
    return input;
}

FieldErrors problems_in(const FieldCheck& check) {
    try {
        check.finish();
    } catch (const Error& error) {
        return error.fields();
    }
    return {};
}

/// The path in a segment's filter of what a query names `field.budget.from`.
std::string path_of_query_name(const std::string& name) {
    if (!name.starts_with(own_field_prefix)) return path_of(name);
    return path_of("fields.") + name.substr(own_field_prefix.size());
}

}  // namespace

ContactFilter read_segment_filter(const json::object& filter, const CompanyId& company,
                                  const std::vector<OwnField>& fields, FieldCheck& check) {
    const auto input = read_input(filter, check);
    FieldCheck of_query;
    auto read = checked_contact_filter(input, fields, "", of_query);
    if (input.search && trim(*input.search).empty()) check.fail(path_of("search"), "Name a value, or leave this out.");
    if (input.search && erased_numbers::is_erased_form(*input.search)) {
        check.fail(path_of("search"), "The phone number that it searches for was erased.");
    }
    for (const auto& [name, message] : problems_in(of_query)) check.fail(path_of_query_name(name), message);
    read.company = company;
    return read;
}

SegmentFilter filter_of_segment(const Segment& segment, const std::vector<OwnField>& fields) {
    if (segment.kind == SegmentKind::static_) {
        return {.filter = {.company = segment.company_id, .segment = segment.id}, .problems = {}};
    }
    FieldCheck check;
    const auto stored = json::parse(segment.filter.value());
    SegmentFilter current{.filter = read_segment_filter(stored.as_object(), segment.company_id, fields, check),
                          .problems = problems_in(check)};
    if (!current.problems.empty()) current.filter = {.company = segment.company_id, .matches_nothing = true};
    return current;
}

void resolve_segment(database::Transaction& tx, const access::Caller& caller, ContactFilter& filter, Time now) {
    if (!filter.segment) return;
    const auto found = find_segment(tx, caller, *filter.segment, now);
    filter.segment.reset();
    if (!found || !access::decide(caller, access::Action::view_segment, found->rights).is_allowed()) {
        filter.matches_nothing = true;
        return;
    }
    auto of_segment = filter_of_segment(found->segment, list_own_fields(tx)).filter;
    if (of_segment.matches_nothing) filter.matches_nothing = true;
    if (!filter.company) filter.company = of_segment.company;
    if (!filter.search) filter.search = std::exchange(of_segment.search, std::nullopt);  // found by the index
    filter.and_filters.push_back(std::move(of_segment));
}

}  // namespace rollcall::contacts
