#include "app/metrics/families.hpp"

#include <algorithm>
#include <iterator>

namespace rollcall::app {

using prometheus::ClientMetric;
using prometheus::MetricType;

void add_counter(Families& families, std::string name, std::string help, double value) {
    ClientMetric metric;
    metric.counter.value = value;
    families.push_back({std::move(name), std::move(help), MetricType::Counter, {std::move(metric)}});
}

void add_gauge(Families& families, std::string name, std::string help, double value) {
    add_labelled_gauge(families, std::move(name), std::move(help), {{{}, value}});
}

void add_labelled_gauge(Families& families, std::string name, std::string help, const LabelledValues& values) {
    prometheus::MetricFamily family{std::move(name), std::move(help), MetricType::Gauge, {}};
    for (const auto& [labels, value] : values) {
        auto& metric = family.metric.emplace_back();
        for (const auto& [label, text] : labels) metric.label.push_back({label, text});
        metric.gauge.value = value;
    }
    families.push_back(std::move(family));
}

void add_histogram(Families& families, std::string name, std::string help, ClientMetric collected) {
    families.push_back({std::move(name), std::move(help), MetricType::Histogram, {std::move(collected)}});
}

void add_all(Families& families, Families others) { std::ranges::move(others, std::back_inserter(families)); }

}  // namespace rollcall::app
