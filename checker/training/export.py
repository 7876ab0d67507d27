"""From fitted scikit-learn pipelines to the plain arrays that the program ships."""

from typing import TYPE_CHECKING

from checker.classifier.linear import halved, join
from checker.classifier.store import Weights
from checker.model.label import ROLES

if TYPE_CHECKING:
    from checker.training.fit import Fitted, Settings


def export(fitted: "Fitted", settings: "Settings") -> Weights:
    """Return `fitted` as plain values: labels in the order of the label guide, weights in half precision."""
    vectorizers = dict(fitted.category.named_steps["features"].transformer_list)
    machines = fitted.category.named_steps["head"].machines  # one a category, in the order of the label guide
    role = fitted.role.named_steps["head"]
    order = [list(role.classes_).index(name) for name in ROLES]
    sharp, role_sharp = settings.category_sharpness, settings.role_sharpness
    weights = [*(machine.coef_ * sharp for machine in machines), role.coef_[order] * role_sharp]
    bias = [*(machine.intercept_ * sharp for machine in machines), role.intercept_[order] * role_sharp]
    return Weights(
        settings=settings.features,
        also_from=settings.also_from * sharp,
        frequencies=fitted.frequencies,
        vocabularies={name: vectorizer.get_feature_names_out().tolist() for name, vectorizer in vectorizers.items()},
        idf=join([vectorizer.idf_ for vectorizer in vectorizers.values()]),
        weights=halved(join(weights).T),
        bias=join(bias),
    )
