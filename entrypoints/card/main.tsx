import { render } from 'preact';
import { Card } from '@/components/card/Card';
import '@/components/styles/card.css';
import { cardApi, firstLanguage } from '../console/api';

const app = document.getElementById('app');
const mode = location.hash === '#saver' ? 'saver' : 'screen';
if (app) render(<Card api={cardApi} first={firstLanguage()} mode={mode} />, app);
