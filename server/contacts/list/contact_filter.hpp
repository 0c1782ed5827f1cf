#pragma once

#include <boost/describe/enum.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "api/list_request.hpp"
#include "contacts/own_fields/own_field_store.hpp"
#include "core/field_check.hpp"
#include "core/id.hpp"

/// Which contacts a list, an export, a count or a segment is about. The conditions are in contact_condition_store.hpp.
namespace rollcall::contacts {

enum class ConsentState { given, withdrawn, none };
BOOST_DESCRIBE_ENUM(ConsentState, given, withdrawn, none)

/// What is asked of one of the account's own fields, in the form of `match_key`.
struct OwnFieldFilter {
    ContactFieldId field;
    std::optional<std::string> equal;
    std::optional<std::string> from;  ///< of a number or a date: this one or later ones
    std::optional<std::string> to;    ///< this one or earlier ones
};

/// A contact matches that meets every condition that is given. Texts are in the form in which they are compared:
/// without case.
struct ContactFilter {
    std::optional<std::string> search;  ///< as it was typed
    std::optional<CompanyId> company;
    std::optional<std::string> phone;  ///< in E.164
    std::optional<std::string> email;
    std::optional<std::string> job_title;
    std::optional<std::string> time_zone;
    std::optional<std::string> tag;
    std::optional<bool> do_not_call;
    std::optional<ConsentState> consent;
    std::optional<SegmentId> segment;  ///< a static one, once contacts/segments has resolved it
    std::vector<OwnFieldFilter> own_fields;
    std::vector<ContactFilter> and_filters;  ///< the filters of segments, which must hold too
    bool matches_nothing = false;
};

/// What a client asks of one of the account's own fields, as text: "12.5", "2026-11-28", "true".
struct OwnFieldQuestion {
    std::optional<std::string> equal;
    std::optional<std::string> from;
    std::optional<std::string> to;
};

/// A filter as a client names it, by the names of the API.
struct ContactFilterInput {
    std::optional<std::string> search;
    std::optional<std::string> company_id;
    std::optional<std::string> phone;
    std::optional<std::string> email;
    std::optional<std::string> job_title;
    std::optional<std::string> time_zone;
    std::optional<std::string> tag;
    std::optional<std::string> do_not_call;  ///< "true" or "false"
    std::optional<std::string> consent;
    std::optional<std::string> segment_id;
    std::map<std::string, OwnFieldQuestion> own_fields;  ///< by their keys
};

/// How the name of an own field begins where there are names of the fields of every contact too: "field.budget".
inline constexpr std::string_view own_field_prefix = "field.";

/// The filters of a list of contacts, as its query names them; beside them those that begin with `own_field_prefix`.
inline constexpr std::string_view contact_filters[] = {
    "search", "company_id", "phone", "email", "job_title", "time_zone", "tag", "do_not_call", "consent", "segment_id"};

/// Reads the query of a list with these filters: `field.<key>`, `field.<key>.from` and `field.<key>.to` for own fields.
ContactFilterInput read_contact_filter(const api::ListRequest& list);

/// Notes in `check` what is wrong, by the names of the query: "consent", "field.budget.from". `fields` are all own
/// fields; they need not be read where the input names none. `country` is that of the company, in whose way of writing
/// the phone number is read; empty where it has none, or no company is named.
ContactFilter checked_contact_filter(const ContactFilterInput& input, const std::vector<OwnField>& fields,
                                     const std::string& country, FieldCheck& check);

}  // namespace rollcall::contacts
