#include "api/list_request.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "api/limits.hpp"
#include "core/error.hpp"
#include "core/text.hpp"

namespace rollcall::api {

namespace {

using Values = std::map<std::string, std::string, std::less<>>;

bool is_offered(std::string_view name, const ListOptions& options) {
    if (name == "limit" || name == "cursor") return options.offers_paging;
    if (name == "sort") return !options.sorts.empty() && options.offers_sort;
    if (name == "total") return options.offers_total;
    const auto& prefix = options.filter_prefix;
    if (!prefix.empty() && name.size() > prefix.size() && name.starts_with(prefix)) return true;
    return std::ranges::find(options.filters, name) != options.filters.end();
}

Values read_values(const http::Request::Pairs& query, const ListOptions& options, FieldErrors& errors) {
    Values values;
    for (const auto& [name, value] : query) {
        if (!is_offered(name, options)) {
            errors.emplace(name, "There is no such parameter.");
        } else if (!values.emplace(name, value).second) {
            errors.emplace(name, "This is given twice.");
        }
    }
    return values;
}

std::optional<std::string> extract_value(Values& values, std::string_view name) {
    const auto found = values.find(name);
    if (found == values.end()) return std::nullopt;
    return std::move(values.extract(found).mapped());
}

void read_limit(const std::string& text, database::PageRequest& page, FieldErrors& errors) {
    const auto* end = text.data() + text.size();
    const auto [rest, problem] = std::from_chars(text.data(), end, page.limit);
    if (problem != std::errc{} || rest != end || page.limit < 1 || page.limit > max_page_rows) {
        errors.emplace("limit", fmt::format("This must be a whole number from 1 to {}.", max_page_rows));
    }
}

std::string join_sort_names(const ListOptions& options) {
    std::vector<std::string_view> names;
    for (const auto& sort : options.sorts) names.push_back(sort.name);
    return fmt::format("{}", fmt::join(names, ", "));
}

void read_sort(std::string_view text, const ListOptions& options, database::PageRequest& page, FieldErrors& errors) {
    if (text.starts_with('-')) {
        page.direction = database::Direction::descending;
        text.remove_prefix(1);
    }
    const auto found = std::ranges::find(options.sorts, text, &database::SortColumn::name);
    if (found != options.sorts.end()) {
        page.sort = *found;
    } else {
        errors.emplace("sort",
                       fmt::format("This must be one of {}, with - before it from the end.", join_sort_names(options)));
    }
}

void read_cursor(const std::string& text, database::PageRequest& page, FieldErrors& errors) {
    if (errors.contains("sort")) return;
    page.cursor = database::decode_cursor(text, page.sort, page.direction, page.cursor_key);
    if (!page.cursor) errors.emplace("cursor", "This is not a cursor of this list in this order. Begin without one.");
}

void read_total(std::string_view text, database::PageRequest& page, FieldErrors& errors) {
    if (text != "true" && text != "false") errors.emplace("total", "This must be true or false.");
    page.total = text == "true";
}

}  // namespace

std::optional<std::string> ListRequest::filter(std::string_view name) const {
    const auto found = filters.find(name);
    if (found == filters.end()) return std::nullopt;
    return found->second;
}

std::optional<Time> ListRequest::time(std::string_view name, FieldCheck& check) const {
    const auto text = filter(name);
    if (!text) return std::nullopt;
    const auto time = time_from_rfc3339(*text);
    if (!time) check.fail(std::string(name), "This must be a moment such as 2026-11-24T00:00:00Z.");
    return time;
}

std::optional<std::size_t> ListRequest::choice(std::string_view name, std::span<const std::string_view> names,
                                               FieldCheck& check) const {
    const auto value = filter(name);
    if (!value) return std::nullopt;
    const auto found = std::ranges::find(names, *value);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    check.fail(std::string(name), fmt::format("This must be one of {}.", fmt::join(names, ", ")));
    return std::nullopt;
}

ListRequest read_list_request(const http::Request::Pairs& query, const ListOptions& options,
                              const database::CursorKey& cursor_key) {
    FieldErrors errors;
    auto values = read_values(query, options, errors);
    const auto search = values.find("search");
    if (search != values.end() && trim(search->second).empty()) values.erase(search);
    ListRequest list;
    list.page.cursor_key = cursor_key;
    const auto sort = extract_value(values, "sort");
    if (!sort && options.best_first && values.contains("search")) {
        list.page.sort = *options.best_first;
    } else if (!options.sorts.empty()) {
        read_sort(sort.value_or(std::string(options.default_sort)), options, list.page, errors);
    }
    if (const auto limit = extract_value(values, "limit")) read_limit(*limit, list.page, errors);
    if (const auto cursor = extract_value(values, "cursor")) read_cursor(*cursor, list.page, errors);
    if (const auto total = extract_value(values, "total")) read_total(*total, list.page, errors);
    if (!errors.empty()) throw Error::invalid(std::move(errors));
    list.filters = std::move(values);
    return list;
}

}  // namespace rollcall::api
