#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "contacts/search/candidate_numbers.hpp"
#include "contacts/search/contact_search_store.hpp"
#include "contacts/search/contact_search_text.hpp"

/// Finds contacts by the index of the search: the best matches first, among these the newest.
namespace rollcall::contacts {

/// The position of a contact in the list of what a search finds: rank and number in one.
class FoundPosition {
public:
    FoundPosition(std::size_t rank, std::int64_t number)
        : value_((static_cast<std::int64_t>(rank) << number_bits) + last_number - number) {}

    std::int64_t value() const { return value_; }

    /// The numbers that contacts of a rank have between two positions.
    static NumberRange numbers_between(std::size_t rank, std::int64_t first, std::int64_t last);

private:
    static constexpr int number_bits = 40;
    static constexpr std::int64_t last_number = (std::int64_t{1} << number_bits) - 1;
    std::int64_t value_;
};

/// Where to look: between two positions, which are in it.
struct FoundRange {
    std::int64_t first = 0;
    std::int64_t last = FoundPosition(ContactSearch::ranks, 0).value();
    bool reads_backwards = false;
};

/// A contact that may be a result, with what is asked of it.
struct ContactCandidate {
    std::int64_t number = 0;
    ContactId id;
    CompanyId company_id;
    std::string search_text;
};
BOOST_DESCRIBE_STRUCT(ContactCandidate, (), (number, id, company_id, search_text))

struct FoundContact {
    std::int64_t position = 0;
    std::int64_t number = 0;
    ContactId id;
};

/// Reads the contacts with these numbers that match the other conditions, in any order.
using ReadCandidates = std::function<std::vector<ContactCandidate>(std::span<const std::int64_t> numbers)>;

/// At most `wanted` contacts in the order of reading, only of these companies if any are named.
std::vector<FoundContact> find_contacts(database::Transaction& tx, const ContactSearch& search,
                                        const std::optional<std::set<CompanyId>>& companies,
                                        const ReadCandidates& read_candidates, const FoundRange& range,
                                        std::size_t wanted);

/// Those of the candidates that the search finds, in the order of reading.
std::vector<FoundContact> find_contacts_among(const ContactSearch& search,
                                              const std::vector<ContactCandidate>& candidates, const FoundRange& range);

/// The numbers of the contacts of these companies that are in the index, in order. Some may be of contacts that are
/// gone since.
std::vector<std::int64_t> list_numbers_of_companies(database::Transaction& tx, const std::set<CompanyId>& companies);

}  // namespace rollcall::contacts
