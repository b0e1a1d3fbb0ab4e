"""How Django draws forms on our pages: with our components; what a field asks is the form's own business."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Forms, fields and errors as components/*.html; widgets as django/forms/widgets/*.html of this package."""

    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"
