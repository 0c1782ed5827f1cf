#include "contacts/list/contact_count_store.hpp"

#include <algorithm>
#include <optional>

#include "access/scope_store.hpp"
#include "contacts/contact_limits.hpp"
#include "contacts/list/contact_condition_store.hpp"
#include "contacts/search/contact_search.hpp"
#include "database/page.hpp"

namespace rollcall::contacts {

namespace {

using database::StatementBuilder;
using database::Transaction;

constexpr std::size_t numbers_of_one_statement = 256;

std::int64_t read_count(const database::Row& row) { return row.integer(0); }

class ContactCounter {
public:
    ContactCounter(Transaction& tx, const access::Scope& scope, const ContactFilter& filter)
        : tx_(tx), scope_(scope), filter_(filter), conditions_(contact_conditions_of(filter)) {
        if (filter.search) search_.emplace(*filter.search);
    }

    ContactCount count_all() const {
        StatementBuilder statement("SELECT count(*) FROM contacts c");
        statement.where(is_of_filtered_company(scope_, filter_));
        add_contact_conditions(statement, conditions_);
        if (search_) statement.where(is_found_by(*search_));
        return {.contacts = statement.first(tx_, read_count).value()};
    }

    ContactCount count_about() const {
        if (search_ && search_->is_empty()) return {};
        const auto companies = list_filtered_companies(tx_, scope_, filter_);
        const auto searched = search_ ? companies : std::nullopt;
        if (const auto few = find_contact_candidates(tx_, conditions_, searched, max_contacts_counted)) {
            return {.contacts = count_matches(list_contact_candidates(tx_, *few, conditions_, scope_, filter_))};
        }
        if (are_few_in_scope()) return count_all();
        if (search_) {
            if (const auto found = count_few_found(companies)) return {.contacts = *found};
        }
        return count_by_sample(companies);
    }

private:
    std::int64_t count_matches(const std::vector<ContactCandidate>& contacts) const {
        if (!search_) return std::ssize(contacts);
        return std::ranges::count_if(
            contacts, [&](const ContactCandidate& each) { return search_->rank_of(each.search_text).has_value(); });
    }

    bool are_few_in_scope() const {
        database::ListQuery query("", "contacts c", "");
        query.where(is_of_filtered_company(scope_, filter_));
        return query.count_up_to(tx_, max_contacts_counted + 1) <= max_contacts_counted;
    }

    /// Nothing where the search finds many, or finds few among many candidates.
    std::optional<std::int64_t> count_few_found(const std::optional<std::set<CompanyId>>& companies) const {
        auto left = max_candidates_counted;
        const auto read = [&](std::span<const std::int64_t> numbers) {
            left -= std::ssize(numbers);
            return left < 0 ? std::vector<ContactCandidate>() : list_numbered_contacts(tx_, numbers, conditions_);
        };
        const auto most = static_cast<std::size_t>(max_contact_candidates);
        const auto found = find_contacts(tx_, *search_, companies, read, {}, most + 1);
        return left >= 0 && found.size() <= most ? std::optional(std::ssize(found)) : std::nullopt;
    }

    ContactCount count_by_sample(const std::optional<std::set<CompanyId>>& companies) const {
        const bool is_by_company = companies && companies->size() <= max_merged_companies;
        const auto of_companies = is_by_company ? list_numbers_of_companies(tx_, *companies) : no_numbers();
        const auto state = get_contact_search_state(tx_);
        const auto total = is_by_company ? std::ssize(of_companies) : state.last_number;
        const auto sampled = std::min(total, max_contacts_counted);
        std::vector<std::int64_t> numbers;
        for (std::int64_t index = 0; index < sampled; ++index) {
            const auto place = index * total / sampled;  // of each part of the numbers as many
            numbers.push_back(is_by_company ? of_companies[static_cast<std::size_t>(place)] : place + 1);
        }
        std::int64_t matches = 0;
        for (auto rest = std::span<const std::int64_t>(numbers); !rest.empty();) {
            const auto part = rest.first(std::min(numbers_of_one_statement, rest.size()));
            rest = rest.subspan(part.size());
            auto contacts = list_numbered_contacts(tx_, part, conditions_);
            if (companies) {
                std::erase_if(contacts,
                              [&](const ContactCandidate& each) { return !companies->contains(each.company_id); });
            }
            matches += count_matches(contacts);
        }
        const auto waiting = is_by_company ? count_waiting(*companies) : 0;
        if (sampled == 0) return {.contacts = waiting};
        return {.contacts = (matches * total + sampled / 2) / sampled + waiting, .is_exact = total == sampled};
    }

    static std::vector<std::int64_t> no_numbers() { return {}; }

    /// Contacts that match and are not in the index yet.
    std::int64_t count_waiting(const std::set<CompanyId>& companies) const {
        const auto state = get_contact_search_state(tx_);
        std::vector<std::int64_t> numbers;
        for (const auto& contact : list_contact_texts_after(tx_, state.indexed_up_to, state.last_number)) {
            if (companies.contains(contact.company_id)) numbers.push_back(contact.number);
        }
        return count_matches(list_numbered_contacts(tx_, numbers, conditions_));
    }

    Transaction& tx_;
    const access::Scope& scope_;
    const ContactFilter& filter_;
    std::vector<ContactCondition> conditions_;
    std::optional<ContactSearch> search_;
};

}  // namespace

ContactCount count_contacts(Transaction& tx, const access::Caller& caller, const ContactFilter& filter,
                            Counting counting, Time now) {
    const auto scope = access::companies_with(caller, access::Permission::access_crm, now);
    const ContactCounter counter(tx, scope, filter);
    return counting == Counting::exact ? counter.count_all() : counter.count_about();
}

}  // namespace rollcall::contacts
