#pragma once

#include <boost/describe/class.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/clock.hpp"
#include "core/id.hpp"
#include "database/database.hpp"

/// What decides whether people may be called, for up to 1,000 of them in one statement.
namespace rollcall::campaigns {

/// What a contact's row says.
struct Candidate {
    ContactId id;
    std::optional<std::string> phone;      ///< in E.164
    std::optional<std::string> time_zone;  ///< IANA name
    bool do_not_call = false;
    std::optional<Time> consent_at;
    std::optional<Time> consent_withdrawn_at;
    Time updated_at;
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (id, phone, time_zone, do_not_call, consent_at, consent_withdrawn_at, updated_at))

/// Those of these contacts that the company has.
std::vector<Candidate> list_contacts_to_judge(database::Transaction& tx, const CompanyId& company,
                                              std::span<const ContactId> contacts);

/// Nothing where the company has none.
std::optional<std::string> find_country_of_company(database::Transaction& tx, const CompanyId& company);

/// A number of a do-not-call list: of a company, or without one of the account.
struct ListedNumber {
    std::string phone;  ///< in E.164, or its erased form
    std::optional<CompanyId> company_id;
};
BOOST_DESCRIBE_STRUCT(ListedNumber, (), (phone, company_id))

/// Which of these numbers are on the list of the account, or of the company where there is one.
std::vector<ListedNumber> list_do_not_call_numbers(database::Transaction& tx, const std::optional<CompanyId>& company,
                                                   std::span<const std::string> phones);

/// An attempt of any campaign that was made, or may have been.
struct CallOfNumber {
    std::string phone;
    CampaignId campaign_id;
    CompanyId company_id;  ///< of the campaign
    ContactId contact_id;
    Time claimed_at;
    bool is_counted = true;  ///< the platform has not certainly refused to place it
};
BOOST_DESCRIBE_STRUCT(CallOfNumber, (), (phone, campaign_id, company_id, contact_id, claimed_at, is_counted))

std::vector<CallOfNumber> list_calls_of_numbers(database::Transaction& tx, std::span<const std::string> phones,
                                                Time since);

/// Those that may be calls now, whenever they began.
std::vector<CallOfNumber> list_open_calls_of_numbers(database::Transaction& tx, std::span<const std::string> phones);

}  // namespace rollcall::campaigns
