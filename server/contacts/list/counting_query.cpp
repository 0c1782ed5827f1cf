#include "contacts/list/counting_query.hpp"

#include <string_view>

#include "core/field_check.hpp"

namespace rollcall::contacts {

namespace {

constexpr std::string_view count_parameter[] = {"count"};
constexpr std::string_view counts[] = {"exact"};

}  // namespace

Counting read_counting(const api::Request& request) {
    const auto list = request.list({.offers_sort = false, .filters = count_parameter, .offers_paging = false});
    FieldCheck check;
    const auto choice = list.choice("count", counts, check);
    check.finish();
    return choice ? Counting::exact : Counting::about;
}

}  // namespace rollcall::contacts
