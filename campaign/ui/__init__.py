"""What a reader sees and touches: every module here may use Streamlit, none outside it does."""
