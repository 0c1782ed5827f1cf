#include "erasures/number_finder.hpp"

#include <set>
#include <utility>
#include <vector>

#include "calls/erasing/calls_of_number_store.hpp"
#include "calls/intake/call_store.hpp"
#include "campaigns/erasing/attempts_of_number_store.hpp"
#include "contacts/contacts_of_number_store.hpp"
#include "contacts/segments/segment_erasure.hpp"
#include "erased_numbers/erased_numbers.hpp"
#include "erasures/erasure_limits.hpp"

namespace rollcall::erasures {

namespace {

using database::Database;
using database::Transaction;

class NumberFinder {
public:
    NumberFinder(Database& database, const SealingKey& key, const ErasureTimes& wanted)
        : database_(database), key_(key), wanted_(wanted) {}

    /// Numbers in E.164, of which `list` returns the next ones after a number.
    template <class List>
    void find_among_phones(List list) {
        std::string last;
        for (;;) {
            const auto phones = database_.read([&](Transaction& tx) { return list(tx, last, phones_read_at_once); });
            if (phones.empty()) return;
            for (const auto& phone : phones) add(phone);
            last = phones.back();
        }
    }

    void find_among_saved_searches() {
        for (const auto& search : database_.read(contacts::list_saved_searches)) {
            for (const auto& phone : erased_numbers::possible_numbers(search.text, search.country)) add(phone);
        }
    }

    void find_among_calls() {
        const auto countries = database_.read(calls::list_countries_of_companies);
        std::int64_t last = 0;
        for (;;) {
            const auto calls = database_.read(
                [&](Transaction& tx) { return calls::list_numbers_of_calls_after(tx, last, calls_read_at_once); });
            if (calls.empty()) return;
            add_calls(calls, countries);
            last = calls.back().number;
        }
    }

    std::map<std::string, std::string> take_found() { return std::move(found_); }

private:
    void add(const std::string& phone) {
        auto hash = erased_numbers::keyed_hash(key_, phone);
        if (wanted_.contains(hash)) found_.emplace(std::move(hash), phone);
    }

    void add_calls(const std::vector<calls::NumbersOfCall>& calls, const std::vector<std::string>& countries) {
        // Many calls have the same numbers, and each takes a while to read.
        std::set<std::pair<std::string, std::string>> texts;
        for (const auto& call : calls) {
            for (const auto& number : {call.from_number, call.to_number}) {
                if (!number) continue;
                texts.emplace(*number, call.country.value_or(""));
                // A call whose agent is not known yet may be of each company.
                if (call.has_agent) continue;
                for (const auto& country : countries) texts.emplace(*number, country);
            }
        }
        for (const auto& [text, country] : texts) {
            for (const auto& phone : erased_numbers::possible_numbers(text, country)) add(phone);
        }
    }

    Database& database_;
    const SealingKey& key_;
    const ErasureTimes& wanted_;
    std::map<std::string, std::string> found_;
};

}  // namespace

std::map<std::string, std::string> find_numbers(Database& database, const SealingKey& key, const ErasureTimes& wanted) {
    NumberFinder finder(database, key, wanted);
    finder.find_among_phones(contacts::list_phones_after);
    finder.find_among_saved_searches();
    finder.find_among_phones(campaigns::list_attempt_phones_after);
    finder.find_among_calls();
    return finder.take_found();
}

}  // namespace rollcall::erasures
