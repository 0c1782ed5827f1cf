#include "audit/differences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

#include "audit/audit_name_store.hpp"

namespace rollcall::audit {

namespace {

/// At most these are told of a list; of the others, the number.
constexpr std::size_t most_names = 50;

struct FieldWords {
    std::string_view field;
    std::string_view label;
    std::optional<NamedTable> table{};  ///< whose ids the values are
};
constexpr FieldWords field_words[] = {
    {"agent_id", "Agent", NamedTable::agents},
    {"agent_ids", "Agents", NamedTable::agents},
    {"api_key", "API key"},
    {"company_id", "Company", NamedTable::companies},
    {"company_ids", "Companies", NamedTable::companies},
    {"connection_id", "Connection", NamedTable::connections},
    {"contact_id", "Contact", NamedTable::contacts},
    {"crm_enabled", "CRM"},
    {"excluded_segment_ids", "Excluded segments", NamedTable::segments},
    {"expires_at", "Expires"},
    {"external_ids", "Platform IDs"},
    {"failures", "Failed attempts"},
    {"invitation_lifetime_days", "Invitations expire after (days)"},
    {"members_see_prompts", "Members see prompts"},
    {"merged_into", "Merged into", NamedTable::contacts},
    {"prefix", "Token"},
    {"recipient_id", "Recipient", NamedTable::members},
    {"rounding_rule", "Billing increment"},
    {"security_emails", "Security emails"},
    {"segment_ids", "Segments", NamedTable::segments},
    {"starts_at", "Starts"},
};

struct ValueWords {
    std::string_view field;
    std::string_view value;
    std::string_view words;
};
constexpr ValueWords value_words[] = {
    {"consent", "warning", "warning only"},
    {"role", "administrator", "Administrator"},
    {"role", "member", "Member"},
    {"rounding_rule", "per_6_seconds", "6 seconds, rounded up"},
    {"rounding_rule", "per_minute", "1 minute, rounded up"},
    {"rounding_rule", "per_second", "1 second"},
};

struct PermissionWords {
    access::Permission permission;
    std::string_view label;
};
constexpr PermissionWords permission_words[] = {
    {access::Permission::edit_agents, "Edit agents"},
    {access::Permission::use_advanced_editor, "Advanced editor"},
    {access::Permission::access_crm, "CRM access"},
    {access::Permission::view_billable_minutes, "Billable minutes"},
    {access::Permission::view_recordings, "Recordings"},
};

const FieldWords* find_field_words(std::string_view field) {
    const auto* const found = std::ranges::find(field_words, field, &FieldWords::field);
    return found == std::end(field_words) ? nullptr : found;
}

std::optional<NamedTable> table_of(std::string_view field) {
    const auto* const words = find_field_words(field);
    return words ? words->table : std::nullopt;
}

/// "Job title" for "job_title".
std::string label_of(std::string_view field) {
    if (const auto* const words = find_field_words(field)) return std::string(words->label);
    std::string label(field);
    std::ranges::replace(label, '_', ' ');
    if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] = static_cast<char>(label[0] - 'a' + 'A');
    return label;
}

/// What one list has and the other does not.
std::vector<std::string> items_beyond(const boost::json::value& items, const boost::json::value& others) {
    std::set<std::string> known;
    const auto text_of = [](const boost::json::value& item) {
        return item.is_string() ? std::string(item.get_string()) : boost::json::serialize(item);
    };
    if (others.is_array()) {
        for (const auto& item : others.get_array()) known.insert(text_of(item));
    }
    std::vector<std::string> beyond;
    if (!items.is_array()) return beyond;
    for (const auto& item : items.get_array()) {
        auto text = text_of(item);
        if (!known.contains(text)) beyond.push_back(std::move(text));
    }
    return beyond;
}

struct Values {
    const boost::json::value& before;
    const boost::json::value& after;

    bool is_list() const { return before.is_array() || after.is_array(); }
};

Values values_of(const boost::json::value& change) {
    static const boost::json::value none;
    const auto* const object = change.if_object();
    const auto* const before = object ? object->if_contains("before") : nullptr;
    const auto* const after = object ? object->if_contains("after") : nullptr;
    return {before ? *before : none, after ? *after : none};
}

/// The words for items of a list. Ids of what is deleted are counted.
std::vector<std::string> words_for(const std::vector<std::string>& items, std::optional<NamedTable> table,
                                   const NamesById& names) {
    std::vector<std::string> words;
    std::size_t deleted = 0;
    for (std::size_t index = 0; index < std::min(items.size(), most_names); ++index) {
        if (!table) {
            words.push_back(items[index]);
        } else if (const auto name = names.find(items[index]); name != names.end()) {
            words.push_back(name->second);
        } else {
            ++deleted;
        }
    }
    std::ranges::sort(words);
    if (deleted > 0) words.push_back(describe_deleted(*table, deleted));
    if (items.size() > most_names) words.push_back(fmt::format("{} more", items.size() - most_names));
    return words;
}

std::optional<std::string> words_for(std::string_view field, const boost::json::value& value, const NamesById& names) {
    if (value.is_null()) return std::nullopt;
    if (value.is_bool()) return value.get_bool() ? "on" : "off";
    if (!value.is_string()) return boost::json::serialize(value);
    const std::string_view text = value.get_string();
    if (const auto table = table_of(field)) {
        const auto name = names.find(text);
        return name == names.end() ? describe_deleted(*table, 1) : name->second;
    }
    for (const auto& words : value_words) {
        if (words.field == field && words.value == text) return std::string(words.words);
    }
    return std::string(text);
}

void add_permissions(const Values& values, std::vector<Difference>& differences) {
    const auto has = [](const boost::json::value& names, std::string_view name) {
        const auto* const array = names.if_array();
        return array && std::ranges::any_of(
                            *array, [&](const auto& each) { return each.is_string() && each.get_string() == name; });
    };
    for (const auto& [permission, label] : permission_words) {
        const auto name = access::text_of(permission).name;
        const bool is_on = has(values.after, name);
        const bool was_on = has(values.before, name);
        if (is_on == was_on) continue;
        Difference difference{.field = std::string(name), .label = std::string(label)};
        if (!values.before.is_null()) difference.before = was_on ? "on" : "off";
        difference.after = is_on ? "on" : "off";
        differences.push_back(std::move(difference));
    }
}

void add_difference(std::string_view field, const Values& values, const NamesById& names,
                    std::vector<Difference>& differences) {
    if (field == "permissions") return add_permissions(values, differences);
    Difference difference{.field = std::string(field), .label = label_of(field)};
    if (values.is_list()) {
        const auto table = table_of(field);
        difference.added = words_for(items_beyond(values.after, values.before), table, names);
        difference.removed = words_for(items_beyond(values.before, values.after), table, names);
        if (difference.added.empty() && difference.removed.empty()) return;
    } else {
        difference.before = words_for(field, values.before, names);
        difference.after = words_for(field, values.after, names);
        difference.is_time = field.ends_with("_at") || field.ends_with("_until");
    }
    differences.push_back(std::move(difference));
}

}  // namespace

NamesById find_names_in(database::Transaction& tx, const std::vector<Entry>& entries) {
    std::map<NamedTable, std::set<std::string>> ids;
    const auto add_some = [&](NamedTable table, std::vector<std::string> items) {
        items.resize(std::min(items.size(), most_names));
        ids[table].insert(items.begin(), items.end());
    };
    for (const auto& entry : entries) {
        for (const auto& change : entry.changes) {
            const auto table = table_of(change.key());
            if (!table) continue;
            const auto values = values_of(change.value());
            add_some(*table, items_beyond(values.after, values.before));
            add_some(*table, items_beyond(values.before, values.after));
            for (const auto* const value : {&values.before, &values.after}) {
                if (const auto* const text = value->if_string()) ids[*table].insert(std::string(*text));
            }
        }
    }
    return find_names(tx, ids);
}

std::vector<Difference> list_differences(const Entry& entry, const NamesById& names) {
    std::vector<Difference> differences;
    for (const auto& change : entry.changes) {
        add_difference(change.key(), values_of(change.value()), names, differences);
    }
    for (const auto& field : entry.fields) {
        if (!entry.changes.contains(field)) differences.push_back({.field = field, .label = label_of(field)});
    }
    return differences;
}

std::string describe_differences(const std::vector<Difference>& differences) {
    std::vector<std::string> texts;
    for (const auto& difference : differences) {
        std::vector<std::string> values;
        for (const auto& item : difference.added) values.push_back("+ " + item);
        for (const auto& item : difference.removed) values.push_back("− " + item);
        if (difference.before || difference.after) {
            const auto after = difference.after.value_or("none");
            values.push_back(difference.before ? fmt::format("{} → {}", *difference.before, after) : after);
        }
        texts.push_back(values.empty() ? difference.label
                                       : fmt::format("{}: {}", difference.label, fmt::join(values, ", ")));
    }
    return fmt::format("{}", fmt::join(texts, "; "));
}

}  // namespace rollcall::audit
