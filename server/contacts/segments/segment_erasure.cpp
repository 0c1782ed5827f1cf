#include "contacts/segments/segment_erasure.hpp"

#include <algorithm>
#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <string_view>

#include "contacts/segments/segment_store.hpp"
#include "erased_numbers/erased_numbers.hpp"

namespace rollcall::contacts {

namespace {

using database::Transaction;
namespace json = boost::json;

constexpr std::string_view search_name = "search";
constexpr std::array changed_field{std::string_view("filter")};

bool is_search_for(const SavedSearch& search, const std::string& phone) {
    const auto numbers = erased_numbers::possible_numbers(search.text, search.country);
    return std::ranges::find(numbers, phone) != numbers.end();
}

}  // namespace

std::vector<SavedSearch> list_saved_searches(Transaction& tx) {
    std::vector<SavedSearch> searches;
    for (const auto& segment : list_searching_segments(tx)) {
        const auto filter = json::parse(segment.filter);
        const auto* search = filter.as_object().if_contains(search_name);
        if (!search || !search->is_string()) continue;
        searches.push_back({.segment = segment.id,
                            .text = std::string(search->get_string()),
                            .country = segment.company_country.value_or(""),
                            .updated_at = segment.updated_at});
    }
    return searches;
}

void erase_number_from_saved_searches(Transaction& tx, const audit::Actor& actor, const SealingKey& key,
                                      const std::string& phone, Time until, Time now) {
    for (const auto& search : list_saved_searches(tx)) {
        if (search.updated_at > until || !is_search_for(search, phone)) continue;
        auto segment = find_segment_row(tx, search.segment).value();
        auto filter = json::parse(segment.filter.value());
        filter.as_object()[search_name] = erased_numbers::erased_form(key, phone);
        segment.filter = json::serialize(filter);
        segment.updated_at = now;
        (void)update_segment_row(tx, segment);  // it keeps its name
        audit::record(tx, now, actor, "segment.updated", segment.id.text(), changed_field);
    }
}

}  // namespace rollcall::contacts
